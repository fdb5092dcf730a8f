/** What a person types into a cell: a text over it that grows. Enter and Tab commit, Escape gives up; begun by typing, arrows commit too. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { EditorPlace } from './grid';
import { px } from './grid-geometry';
import type { TypedAhead } from './held-keys';

export interface CellEditorProps {
  place: EditorPlace;
  /** What stands in it at first. */
  initial: string;
  /** Begun by typing over the cell: arrows go on to the next one, until F2 keeps them in the text. */
  isTypedOver: boolean;
  /** What was typed before it was there. */
  takeTypedAhead: () => TypedAhead;
  label: string;
  onCommit: (text: string, rows: number, columns: number) => void;
  /** The focus went elsewhere. */
  onLeave: (text: string) => void;
  onCancel: () => void;
}

const MAX_HEIGHT = 320;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function CellEditor(props: CellEditorProps) {
  const { place, initial, takeTypedAhead, label, onCommit, onLeave, onCancel } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  const arrowsLeave = useRef(props.isTypedOver);
  const end = (commit: boolean, rows: number, columns: number): void => {
    if (isOver.current) return;
    isOver.current = true;
    if (commit) onCommit(input.current?.value ?? '', rows, columns);
    else onCancel();
  };
  const grow = (): void => {
    const box = input.current;
    if (box === null) return;
    box.style.height = px(place.height + 2);
    box.style.height = px(Math.max(place.height + 2, Math.min(MAX_HEIGHT, box.scrollHeight + 4)));
  };
  useLayoutEffect(() => {
    const box = input.current;
    if (box === null) return;
    box.focus();
    const ahead = takeTypedAhead();
    box.value = initial + ahead.text;
    box.setSelectionRange(box.value.length, box.value.length);
    grow();
    if (ahead.end !== undefined) end(true, ...ahead.end);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    event.stopPropagation();
    const arrow = arrowsLeave.current && !shiftKey && !event.ctrlKey ? ARROWS[key] : undefined;
    if (key === 'Escape') end(false, 0, 0);
    else if (key === 'Enter' && (event.altKey || event.ctrlKey)) {
      const box = input.current;
      box?.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
      grow();
    } else if (key === 'Enter') end(true, shiftKey ? -1 : 1, 0);
    else if (key === 'Tab') end(true, 0, shiftKey ? -1 : 1);
    else if (key === 'F2') arrowsLeave.current = !arrowsLeave.current;
    else if (arrow !== undefined) end(true, ...arrow);
    else return;
    event.preventDefault();
  };
  const isLong = initial.includes('\n') || initial.length > 60;
  return (
    <textarea
      ref={input}
      class="editor"
      aria-label={label}
      maxLength={50_000}
      rows={1}
      spellcheck={false}
      onKeyDown={onKeyDown}
      onInput={grow}
      onBlur={() => {
        if (isOver.current) return;
        isOver.current = true;
        onLeave(input.current?.value ?? '');
      }}
      style={{
        left: px(place.left),
        top: px(place.top),
        width: px(Math.max(place.width + 1, isLong ? 420 : 120)),
        height: px(place.height + 2),
      }}
    />
  );
}
