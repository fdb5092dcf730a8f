/** What a person types into a cell: a line over it, or the list of what it takes. Enter and Tab commit, Escape gives up. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { EditorPlace } from './grid';
import { px } from './grid-geometry';

export interface CellEditorProps {
  place: EditorPlace;
  /** What stands in it at first. */
  initial: string;
  choices: readonly string[] | null;
  /** What was typed before it was there. */
  takeTypedAhead: () => string;
  label: string;
  onCommit: (text: string, rows: number, columns: number) => void;
  onCancel: () => void;
}

export function CellEditor({ place, initial, choices, takeTypedAhead, label, onCommit, onCancel }: CellEditorProps) {
  const input = useRef<HTMLTextAreaElement & HTMLSelectElement>(null);
  const isOver = useRef(false);
  const end = (commit: boolean, rows: number, columns: number): void => {
    if (isOver.current) return;
    isOver.current = true;
    if (commit) onCommit(input.current?.value ?? '', rows, columns);
    else onCancel();
  };
  useLayoutEffect(() => {
    const line = input.current;
    if (line === null) return;
    line.focus();
    const [ahead = '', ...committed] = takeTypedAhead().split('\n');
    const chosen = choices?.find(choice => ahead !== '' && choice.toLowerCase().startsWith(ahead.toLowerCase()));
    line.value = choices === null ? initial + ahead : (chosen ?? initial);
    if (choices === null) line.setSelectionRange(line.value.length, line.value.length);
    if (committed.length > 0) end(true, 1, 0);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    event.stopPropagation();
    if (key === 'Escape') end(false, 0, 0);
    else if (key === 'Enter' && !event.altKey) end(true, shiftKey ? -1 : 1, 0);
    else if (key === 'Tab') end(true, 0, shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const common = {
    ref: input,
    class: 'editor',
    'aria-label': label,
    onKeyDown,
    onBlur: () => end(true, 0, 0),
    style: {
      left: px(place.left),
      top: px(place.top),
      minWidth: px(Math.max(place.width, 120)),
      height: px(place.height + 2),
    },
  };
  if (choices === null) return <textarea {...common} maxLength={50_000} rows={1} />;
  const values = choices.includes(initial) || initial === '' ? choices : [initial, ...choices];
  return (
    <select {...common} onChange={() => end(true, 0, 0)}>
      <option value=""> </option>
      {values.map(choice => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}
