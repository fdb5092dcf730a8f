/** Asks before something that cannot be undone: the browser's modal dialog, which keeps the focus and gives it back. */

export interface ConfirmBoxProps {
  title: string;
  text: string;
  /** What the main button does, as a verb. */
  yes: string;
  onAnswer: (isSure: boolean) => void;
}

/** Escape gives up. */
export function ConfirmBox({ title, text, yes, onAnswer }: ConfirmBoxProps) {
  return (
    <dialog
      class="confirmation"
      aria-labelledby="confirmation-title"
      aria-describedby="confirmation-text"
      ref={dialog => {
        if (dialog !== null && !dialog.open) dialog.showModal();
      }}
      onCancel={event => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id="confirmation-title">{title}</h2>
      <p id="confirmation-text">{text}</p>
      <div class="buttons">
        <button type="button" class="main" onClick={() => onAnswer(true)}>
          {yes}
        </button>
        <button type="button" onClick={() => onAnswer(false)}>
          Annuler
        </button>
      </div>
    </dialog>
  );
}
