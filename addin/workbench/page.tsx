// Entry of the workbench page: Cuadre's add-in beside a real grid, without Excel.
//
// It needs from the server, all from the same address: /workbench/* (this bundle and office-host.js),
// /office/* (Microsoft's dist folder of the npm package), /addin/* (the add-in's bundles, functions.json
// and taskpane.html, whose Office script is /workbench/office-host.js when ?host=workbench), and
// /manifest.xml for the ribbon.
import { createRoot } from 'react-dom/client';
import { readManifestRibbon, type RibbonGroup } from './page/manifestRibbon.ts';
import { Workbench } from './page/Workbench.tsx';
import './page/workbench.css';

async function loadRibbon(): Promise<RibbonGroup[]> {
  const response = await fetch('/manifest.xml');
  if (!response.ok) throw new Error(`/manifest.xml: ${response.status}`);
  return readManifestRibbon(await response.text());
}

const root = createRoot(document.getElementById('workbench')!);
loadRibbon().then(
  (groups) => root.render(<Workbench groups={groups} />),
  (error: unknown) => {
    root.render(<p role="alert">El banco de pruebas no puede abrirse: {String(error)}</p>);
  },
);
