// What the workbench's window and the pane's frame say to each other. Both come from the same server,
// so they call one another directly; messages are text and delivered later, like a frame's messages.
import type { RequirementSets } from '../office/requirementSets.ts';
import type { WorkbookHost } from '../office/workbookHost.ts';

/** The pane's side. */
export interface PaneHandlers {
  deliver(text: string): void;
  changeTheme(): void;
  runCommand(actionId: string): Promise<void>;
  hasCommand(actionId: string): boolean;
  hasFunction(id: string): boolean;
}

/** The workbench's side, as the pane sees it. */
export interface PaneConnection {
  send(text: string): void;
  showTaskpane(): void;
  hideTaskpane(): void;
  updateRibbon(update: unknown): void;
  isDark(): boolean;
  readonly requirementSets: RequirementSets;
  functionsAssociated(): void;
  ready(): void;
}

export interface PaneOwner {
  setPaneShown(isShown: boolean): void;
  updateRibbon(update: unknown): void;
  isDark(): boolean;
}

export interface WorkbenchWindow extends Window {
  cuadreWorkbench?: {
    openPane(handlers: PaneHandlers): PaneConnection;
    /** For browser tests: the same figures as in the headless workbench. */
    readonly host: WorkbookHost;
  };
}

export class PaneLink {
  private pane: PaneHandlers | undefined;
  private waiters: (() => void)[] = [];

  constructor(
    private readonly host: WorkbookHost,
    private readonly owner: PaneOwner,
  ) {}

  open(handlers: PaneHandlers): PaneConnection {
    const isCurrent = () => this.pane === handlers;
    return {
      send: (text) => setTimeout(() => isCurrent() && this.host.receive(text), 0),
      showTaskpane: () => this.owner.setPaneShown(true),
      hideTaskpane: () => this.owner.setPaneShown(false),
      updateRibbon: (update) => this.owner.updateRibbon(update),
      isDark: () => this.owner.isDark(),
      requirementSets: this.host.requirementSets,
      functionsAssociated: () => isCurrent() && this.host.functionsAssociated(),
      ready: () => {
        this.pane = handlers;
        this.host.connect({
          post: (text) => setTimeout(() => isCurrent() && handlers.deliver(text), 0),
          hasFunction: (id) => handlers.hasFunction(id),
        });
        for (const resolve of this.waiters.splice(0)) resolve();
      },
    };
  }

  changeTheme(): void {
    this.pane?.changeTheme();
  }

  /** Runs a ribbon command; the pane may still be loading when the button is pressed. */
  async runCommand(actionId: string): Promise<void> {
    if (!this.pane) await new Promise<void>((resolve) => this.waiters.push(resolve));
    await this.waitForCommand(actionId);
    await this.pane!.runCommand(actionId);
  }

  private async waitForCommand(actionId: string): Promise<void> {
    const deadline = Date.now() + 5000;
    while (!this.pane!.hasCommand(actionId) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
