// A workbook with our functions starts the add-in when it is opened, so that its figures live also while
// nobody opens the pane (Microsoft: «Run code in your Office Add-in when the document opens»).

export async function loadWithDocument(): Promise<void> {
  if (!Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) return;
  const load = Office.StartupBehavior.load;
  if ((await Office.addin.getStartupBehavior()) === load) return;
  await Office.addin.setStartupBehavior(load);
}
