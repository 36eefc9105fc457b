// The first thing the page runs. Without Office.js (a network that does not let its address through, an
// outage) nothing of ours can start, so the page itself says what is wrong and who can put it right.
const loaded = typeof Office !== 'undefined';
const pane = document.getElementById('pane');

if (!loaded && pane) {
  const message = document.createElement('p');
  message.className = 'pane-message';
  message.setAttribute('role', 'alert');
  message.textContent =
    'No se ha podido cargar Office.js, la parte de Microsoft que comunica Cuadre con Excel. Compruebe la ' +
    'conexión y vuelva a abrir el panel. Si su red no deja llegar a appsforoffice.microsoft.com, quien ' +
    'administra el servidor de Cuadre puede servirlo desde él con CUADRE_OFFICE_JS=local.';
  pane.replaceChildren(message);
}
