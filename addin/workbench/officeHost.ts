// Takes the place of Microsoft's loader (office.js) in the pane's frame when the workbench is the
// host: prepares the globals, loads Office.js itself from this server, and joins its bridge to the
// workbench in the parent window. Everything after it is the same bundle as in Excel.
//
// The script runs twice: first as itself, then, written into the page after Office.js, to complete
// it. Both are ordinary blocking scripts, so the pane's bundle finds Office ready, as it does in Excel.
import { completeOffice, prepareOffice } from './office/officeShim.ts';
import type { WorkbenchWindow } from './page/paneConnection.ts';

const OFFICE_SCRIPT = '/office/excel-web-16.00.debug.js';

interface FrameWindow extends Window {
  cuadreOfficePrepared?: boolean;
}

const frame = window as FrameWindow;

function loadOffice(): void {
  frame.cuadreOfficePrepared = true;
  prepareOffice(window);
  const self = (document.currentScript as HTMLScriptElement).src;
  // Writing is the only way to add scripts that the ones after them in the page wait for.
  document.write(`<script src="${OFFICE_SCRIPT}"></script><script src="${self}"></script>`);
}

function joinWorkbench(): void {
  const { cuadreWorkbench } = window.parent as WorkbenchWindow;
  if (!cuadreWorkbench) throw new Error('El panel no está dentro del banco de pruebas');
  const connection = cuadreWorkbench.openPane({
    deliver: (text) => shim.deliver(text),
    changeTheme: () => shim.changeTheme(),
    runCommand: (actionId) => shim.runCommand(actionId),
    hasCommand: (actionId) => shim.hasCommand(actionId),
    hasFunction: (id) => shim.hasFunction(id),
  });
  const shim = completeOffice(window, {
    sendToHost: (text) => connection.send(text),
    showTaskpane: () => connection.showTaskpane(),
    hideTaskpane: () => connection.hideTaskpane(),
    updateRibbon: (update) => connection.updateRibbon(update),
    isDark: () => connection.isDark(),
    requirementSets: connection.requirementSets,
  });
  shim.onFunctionsAssociated(() => connection.functionsAssociated());
  connection.ready();
}

if (frame.cuadreOfficePrepared) joinWorkbench();
else loadOffice();
