// «Libro nuevo» throws away the workbook of this tab: it says so first, and what is not lost.
import { useEffect, useRef } from 'react';

interface NewBookDialogProps {
  onDiscard: () => void;
  onCancel: () => void;
}

export function NewBookDialog({ onDiscard, onCancel }: NewBookDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="workbench-dialog"
      aria-labelledby="new-book-title"
      onCancel={onCancel}
    >
      <h2 id="new-book-title">Descartar este libro</h2>
      <p>
        Se pierden las hojas de esta pestaña, también lo que no se ha enviado. Lo contabilizado
        sigue en el libro mayor del servidor.
      </p>
      <p className="workbench-dialog-actions">
        <button type="button" onClick={onDiscard}>
          Descartar y empezar otro
        </button>
        <button type="button" autoFocus onClick={onCancel}>
          Seguir con este
        </button>
      </p>
    </dialog>
  );
}
