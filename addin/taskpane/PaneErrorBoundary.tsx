// A fault of ours in a screen must not leave an empty pane: functions and commands go on working in
// the same page, so the pane says so and offers to draw itself again.
import { Component, type ErrorInfo, type ReactNode } from 'react';

interface PaneErrorBoundaryState {
  hasFailed: boolean;
}

export class PaneErrorBoundary extends Component<{ children: ReactNode }, PaneErrorBoundaryState> {
  override state: PaneErrorBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): PaneErrorBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="pane-message" role="alert">
        <p>
          El panel ha fallado al mostrarse. Sus hojas y el libro mayor no han cambiado, y los saldos
          siguen al día.
        </p>
        <button type="button" onClick={() => this.setState({ hasFailed: false })}>
          Mostrar el panel de nuevo
        </button>
      </div>
    );
  }
}
