/** The formula bar's text: what stands in the current cell, whole, and a place to change it. What is typed stays until Enter or Escape. */
import { useEffect, useRef, useState } from 'preact/hooks';

export interface FormulaLineProps {
  /** The cell's name, such as `B12`. */
  cell: string;
  /** What stands there; undefined while it is on its way. */
  input: string | undefined;
  isReadOnly: boolean;
  /** Whether the cell may be changed after all; asked once, at the first letter. */
  onStart: () => Promise<boolean>;
  onCommit: (text: string) => void;
  onLeave: () => void;
}

export function FormulaLine({ cell, input, isReadOnly, onStart, onCommit, onLeave }: FormulaLineProps) {
  const [draft, setDraft] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  // Another cell: what was begun for the former one is given up.
  useEffect(() => setDraft(undefined), [cell]);
  const end = (text: string | undefined): void => {
    setDraft(undefined);
    if (text === undefined) onLeave();
    else onCommit(text);
  };
  return (
    <textarea
      ref={box}
      class="formula-line"
      rows={1}
      maxLength={50_000}
      spellcheck={false}
      aria-label={`Contenu de ${cell}`}
      value={draft ?? input ?? ''}
      readOnly={isReadOnly}
      onInput={event => {
        const typed = event.currentTarget.value;
        const isFirst = draft === undefined;
        setDraft(typed);
        if (isFirst)
          void onStart().then(mayGoOn => {
            if (mayGoOn) box.current?.focus();
            else setDraft(undefined);
          });
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') end(undefined);
        else if (event.key !== 'Enter') return;
        else if (event.altKey || event.ctrlKey) {
          event.currentTarget.setRangeText(
            '\n',
            event.currentTarget.selectionStart,
            event.currentTarget.selectionEnd,
            'end',
          );
          setDraft(event.currentTarget.value);
        } else end(draft ?? input);
        event.preventDefault();
      }}
    />
  );
}
