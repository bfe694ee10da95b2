// Comfort while editing an agreement: what is typed is kept, preview and advice follow, Ctrl+S saves. Without it every button works.

const BEWAAR_NA = 3000;
const VOORBEELD_NA = 900;
const formulier = document.querySelector("form[data-registerformulier]");
const status = formulier?.querySelector("[data-invoerstatus]");
let bewaarklok = 0;
let voorbeeldklok = 0;
let gestopt = false;

function meld(tekst) {
  if (status && status.textContent !== tekst) status.textContent = tekst;
}

/** Send what is typed so that it can come back later; a page that was signed out stops trying. */
async function bewaarInvoer() {
  if (gestopt || formulier.dataset.verstuurd) return;
  const data = new FormData(formulier);
  data.set("daad", "invoer");
  try {
    const antwoord = await fetch(window.location.pathname, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" });
    if (antwoord.status === 204) {
      const nu = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }).replace(":", ".");
      meld(`Tussentijds bewaard om ${nu} uur. Nog niet opgeslagen.`);
    } else if (antwoord.status === 413) {
      meld(await antwoord.text());
    } else {
      gestopt = true;
      meld("Tussentijds bewaren lukt niet meer. Misschien ben je uitgelogd. Sla op: wat je typte gaat dan niet verloren.");
    }
  } catch {
    meld("Geen verbinding. Tussentijds bewaren lukt nu niet.");
  }
}

function naTypen() {
  window.clearTimeout(bewaarklok);
  window.clearTimeout(voorbeeldklok);
  bewaarklok = window.setTimeout(bewaarInvoer, BEWAAR_NA);
  voorbeeldklok = window.setTimeout(() => formulier.dispatchEvent(new Event("registervoorbeeld")), VOORBEELD_NA);
}

function sneltoets(gebeurtenis) {
  if (!(gebeurtenis.ctrlKey || gebeurtenis.metaKey) || gebeurtenis.altKey || gebeurtenis.key.toLowerCase() !== "s") return;
  gebeurtenis.preventDefault();
  formulier.requestSubmit(formulier.querySelector("[data-opslaan]"));
}

if (formulier) {
  formulier.addEventListener("input", naTypen);
  formulier.addEventListener("submit", () => window.clearTimeout(bewaarklok));
  document.addEventListener("keydown", sneltoets);
}
