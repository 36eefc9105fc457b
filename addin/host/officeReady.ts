// Waits for Office: nothing of the object model may be touched before. Outside Office (the page
// opened in a plain browser tab) it also answers, and then there is no workbook.
export async function waitForOffice(): Promise<void> {
  if (typeof Office === 'undefined') throw new Error('Office.js no se ha cargado');
  await Office.onReady();
}
