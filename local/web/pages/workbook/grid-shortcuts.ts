/** What the clipboard and the shortcuts of editors do while the grid has the focus: copy, cut, paste, undo, redo. */
import { useEffect, useRef } from 'preact/hooks';

export interface GridShortcuts {
  /** Puts the selection on the clipboard, and empties it afterwards when it is cut. */
  onCopy: (clipboard: DataTransfer | null, isCut: boolean) => void;
  onPaste: (text: string) => void;
  onTurn: (method: 'workbook.undo' | 'workbook.redo') => void;
}

/** Listens for the life of the component; the newest functions are the ones called. */
export function useGridShortcuts(shortcuts: GridShortcuts): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const inGrid = (): boolean => document.activeElement?.classList.contains('grid') === true;
    const onClipboard = (event: ClipboardEvent): void => {
      if (!inGrid()) return;
      event.preventDefault();
      const { clipboardData } = event;
      if (event.type !== 'paste') newest.current.onCopy(clipboardData, event.type === 'cut');
      else {
        const text = clipboardData?.getData('text/plain') ?? '';
        if (text !== '') newest.current.onPaste(text);
      }
    };
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, onClipboard, { signal });
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!inGrid() || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      newest.current.onTurn(key === 'z' && !event.shiftKey ? 'workbook.undo' : 'workbook.redo');
    };
    document.addEventListener('keydown', onKeyDown, { signal });
    return () => leaving.abort();
  }, []);
}
