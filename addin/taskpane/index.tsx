// Entry of the shared runtime, loaded once per workbook by Excel or by the workbench: custom
// functions, ribbon commands and this pane live in the same page.
import { createRoot } from 'react-dom/client';
import '../functions/functions.ts';
import { waitForOffice } from '../host/officeReady.ts';
import { startAddin } from '../startAddin.ts';
import { App } from './App.tsx';
import { PaneErrorBoundary } from './PaneErrorBoundary.tsx';
import './taskpane.css';

const container = document.getElementById('pane');
if (!container) throw new Error('taskpane.html has no #pane');
const root = createRoot(container);

waitForOffice().then(
  () => {
    const addin = startAddin();
    root.render(
      <PaneErrorBoundary>
        <App addin={addin} />
      </PaneErrorBoundary>,
    );
  },
  (error: unknown) => {
    console.error(error);
    root.render(
      <p className="pane-message" role="alert">
        Cuadre no ha podido comunicarse con Excel. Cierre el panel y vuelva a abrirlo; si sigue
        igual, compruebe la conexión con el servidor.
      </p>,
    );
  },
);
