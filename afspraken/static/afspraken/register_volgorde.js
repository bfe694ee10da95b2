// Comfort for the order of the register: Alt with an arrow key, and dragging. Without it the arrow buttons do the same.

const boom = document.querySelector("form[data-boom]");
const ONTHOUD = "register-pijl";
let gesleept = null;

/** Return the row something belongs to, and the arrow of that row alone. */
function rijVan(element) {
  return element.closest?.("[data-rij]");
}

function pijlVan(rij, richting) {
  return [...rij.querySelectorAll(`[data-richting="${richting}"]`)].find((knop) => rijVan(knop) === rij);
}

function metToets(gebeurtenis) {
  const richting = { ArrowUp: "op", ArrowDown: "neer" }[gebeurtenis.key];
  const rij = richting && gebeurtenis.altKey && rijVan(gebeurtenis.target);
  const knop = rij && pijlVan(rij, richting);
  if (!knop) return;
  gebeurtenis.preventDefault();
  if (!knop.disabled) knop.click();
}

/** After a move the page comes back: put the focus on the same arrow again. */
function onthoudPijl(gebeurtenis) {
  const richting = gebeurtenis.submitter?.dataset.richting;
  if (richting) window.sessionStorage.setItem(ONTHOUD, richting);
}

function herstelFocus() {
  const richting = window.sessionStorage.getItem(ONTHOUD);
  window.sessionStorage.removeItem(ONTHOUD);
  const rij = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (!richting || !rij) return;
  const knop = pijlVan(rij, richting);
  (knop?.disabled ? pijlVan(rij, richting === "op" ? "neer" : "op") : knop)?.focus();
}

function wisPlek() {
  for (const rij of boom.querySelectorAll(".hier-voor")) rij.classList.remove("hier-voor");
}

/** Return the row of the same list that the pointer is over. */
function doelVan(gebeurtenis) {
  let rij = rijVan(gebeurtenis.target);
  while (rij && rij.parentElement !== gesleept?.parentElement) rij = rij.parentElement && rijVan(rij.parentElement);
  return rij && rij !== gesleept ? rij : null;
}

function begin(gebeurtenis) {
  gesleept = rijVan(gebeurtenis.target);
  if (!gesleept) return;
  gebeurtenis.stopPropagation();
  gebeurtenis.dataTransfer.effectAllowed = "move";
  gebeurtenis.dataTransfer.setData("text/plain", gesleept.dataset.rij);
  gesleept.classList.add("wordt-versleept");
}

function boven(gebeurtenis) {
  const doel = gesleept && doelVan(gebeurtenis);
  if (!doel) return;
  gebeurtenis.preventDefault();
  wisPlek();
  doel.classList.add("hier-voor");
}

function laatLos(gebeurtenis) {
  const doel = gesleept && doelVan(gebeurtenis);
  if (!doel) return;
  gebeurtenis.preventDefault();
  const veld = boom.querySelector("[data-sleep]");
  veld.disabled = false;
  veld.value = `${gesleept.dataset.rij}:voor-${doel.dataset.rij.split(":")[1]}`;
  boom.requestSubmit();
}

function klaar() {
  gesleept?.classList.remove("wordt-versleept");
  gesleept = null;
  wisPlek();
}

if (boom) {
  for (const uitleg of document.querySelectorAll("[data-met-js]")) uitleg.hidden = false;
  boom.addEventListener("keydown", metToets);
  boom.addEventListener("submit", onthoudPijl);
  boom.addEventListener("dragstart", begin);
  boom.addEventListener("dragover", boven);
  boom.addEventListener("drop", laatLos);
  boom.addEventListener("dragend", klaar);
  // After the browser itself went to the row, which takes the focus away.
  window.addEventListener("load", () => window.setTimeout(herstelFocus));
}
