// Waits for Office: nothing of the object model may be touched before. Outside Office (the page
// opened in a plain browser tab) it also answers, and then there is no workbook.
export async function waitForOffice(): Promise<void> {
  await Office.onReady();
}
