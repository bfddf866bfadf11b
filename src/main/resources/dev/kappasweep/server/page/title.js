/** The name of the browser's tab. */
export function entitle(text) {
  document.title = text ? `${text} - Kappasweep` : "Kappasweep";
}
