// Joins the buttons of the ribbon to the commands. The pane shows their outcome: a button that ends
// with something to read opens it.
import type {
  AddinCommands,
  CommandOutcome,
  RibbonCommandName,
} from '../commands/commandOutcome.ts';
import { commandNames } from '../commands/commandOutcome.ts';

export function associateRibbonActions(commands: AddinCommands): void {
  if (typeof Office === 'undefined' || !Office.actions?.associate) return;
  for (const name of commandNames) {
    Office.actions.associate(name, (event?: Office.AddinCommands.Event) => {
      void press(commands, name).finally(() => {
        // Office greys the button until it hears that the command ended.
        event?.completed();
      });
    });
  }
}

async function press(commands: AddinCommands, name: RibbonCommandName): Promise<void> {
  const outcome = await commands[name]();
  if (deservesReading(outcome)) await showPane();
}

function deservesReading(outcome: CommandOutcome): boolean {
  return outcome.status !== 'done' || outcome.problems.length > 0 || outcome.posted !== null;
}

async function showPane(): Promise<void> {
  // Absent where the runtime is not shared; the outcome then waits until the pane is opened.
  await Office.addin?.showAsTaskpane?.();
}
