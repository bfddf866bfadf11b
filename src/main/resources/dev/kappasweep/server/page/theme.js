"use strict";
// Before anything is drawn: the colours that were chosen last; else those of the system.
{
  let theme = null;
  try {
    theme = localStorage.getItem("kappasweep-theme");
  } catch { /* storage is switched off */ }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
