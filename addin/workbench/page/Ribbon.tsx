// The thin strip above the grid: Cuadre's buttons, as the manifest names them.
import type { RibbonButton, RibbonGroup } from './manifestRibbon.ts';

interface RibbonProps {
  groups: RibbonGroup[];
  disabledIds: ReadonlySet<string>;
  runningId: string | undefined;
  onPress: (button: RibbonButton) => void;
}

export function Ribbon({ groups, disabledIds, runningId, onPress }: RibbonProps) {
  return (
    <nav className="workbench-ribbon" aria-label="Cinta de Cuadre">
      <span className="workbench-tab">Cuadre</span>
      {groups.map((group) => (
        <div key={group.id} className="workbench-group" role="group" aria-label={group.label}>
          {group.buttons.map((button) => (
            <button
              key={button.id}
              type="button"
              title={button.tip}
              disabled={disabledIds.has(button.id) || runningId === button.id}
              aria-busy={runningId === button.id}
              onClick={() => onPress(button)}
            >
              {button.iconUrl && <img src={button.iconUrl} alt="" width={20} height={20} />}
              {button.label}
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}
