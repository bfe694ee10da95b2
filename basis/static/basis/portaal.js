// Comfort only; every page works without this file. No dependencies, no inline code.

const BEWAAK = "form[data-bewaak]";

/** Mark a form as sent, so that a double click does not submit twice; a page that comes back from the cache is free again. */
function eenKeerVersturen() {
  document.addEventListener("submit", (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (gebeurtenis.defaultPrevented || formulier.method !== "post" || formulier.hasAttribute("hx-post")) return;
    if (formulier.dataset.verstuurd) {
      gebeurtenis.preventDefault();
      return;
    }
    formulier.dataset.verstuurd = "ja";
    for (const knop of knoppenVan(formulier)) knop.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const formulier of document.querySelectorAll("form[data-verstuurd]")) {
      delete formulier.dataset.verstuurd;
      for (const knop of knoppenVan(formulier)) knop.removeAttribute("aria-disabled");
    }
  });
}

function knoppenVan(formulier) {
  return [...formulier.elements].filter((element) => element.type === "submit");
}

/** Return what is filled in, so that changing a value back does not count as a change. */
function inhoudVan(formulier) {
  const delen = [];
  for (const [naam, waarde] of new FormData(formulier)) {
    if (naam !== "csrfmiddlewaretoken") delen.push(`${naam}=${waarde.name ?? waarde}`);
  }
  return delen.join("&");
}

/** Warn before leaving a form with changes that were not sent. */
function waarschuwBijVerlaten() {
  const begin = new Map();
  for (const formulier of document.querySelectorAll(BEWAAK)) begin.set(formulier, inhoudVan(formulier));
  window.addEventListener("beforeunload", (gebeurtenis) => {
    for (const [formulier, inhoud] of begin) {
      if (!formulier.dataset.verstuurd && formulier.isConnected && inhoudVan(formulier) !== inhoud) gebeurtenis.preventDefault();
    }
  });
}

/** Filter at once when a choice changes; typed text waits for Enter or the button. */
function directFilteren() {
  for (const formulier of document.querySelectorAll("form[data-filter-direct]")) {
    formulier.addEventListener("change", (gebeurtenis) => {
      if (gebeurtenis.target.tagName === "SELECT") formulier.requestSubmit();
    });
  }
}

/** On a narrow screen the filters start folded, so that the list is in sight. */
function vouwFilters() {
  if (!window.matchMedia("(max-width: 40rem)").matches) return;
  for (const blok of document.querySelectorAll("details[data-filterblok]")) {
    if (!blok.querySelector("[aria-invalid]")) blok.open = false;
  }
}

/** Close an open menu on Escape or a click beside it. */
function sluitMenus() {
  const sluit = (behalve) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== behalve) menu.open = false;
  };
  document.addEventListener("click", (gebeurtenis) => sluit(gebeurtenis.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.key !== "Escape") return;
    const menu = document.activeElement?.closest("details[data-menu][open]");
    sluit(null);
    menu?.querySelector("summary").focus();
  });
}

eenKeerVersturen();
waarschuwBijVerlaten();
directFilteren();
vouwFilters();
sluitMenus();
document.querySelector("[data-foutoverzicht]")?.focus();
