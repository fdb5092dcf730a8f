/** Puts messages of .eml files into a box as they are, as if they had just arrived from outside. */
import { useState } from 'preact/hooks';
import { fileSize } from '../file-size';
import { callServer } from '../host-call';
import { base64Of } from './attachments';
import type { Verdict } from './draft';
import { VerdictChoice } from './verdict-choice';

interface DropPanelProps {
  box: string;
  /** Files that were dragged here. */
  given: readonly File[];
  onDone: (notice: string) => void;
  onClose: () => void;
}

export function DropPanel({ box, given, onDone, onClose }: DropPanelProps) {
  const [files, setFiles] = useState<readonly File[]>(given);
  const [auth, setAuth] = useState<Verdict>('none');
  const [isSpam, setIsSpam] = useState(false);
  const [problem, setProblem] = useState('');
  const drop = async (): Promise<void> => {
    setProblem('');
    for (const [index, file] of files.entries()) {
      try {
        await callServer('mail.drop', { to: box, base64: await base64Of(file), auth, spam: isSpam });
      } catch (error) {
        setFiles(files.slice(index));
        setProblem(`« ${file.name} » : ${(error as Error).message}`);
        return;
      }
    }
    onDone(files.length === 1 ? 'Le message est arrivé.' : `${files.length} messages sont arrivés.`);
  };
  return (
    <form
      class="panel"
      aria-labelledby="drop-title"
      onSubmit={event => {
        event.preventDefault();
        void drop();
      }}
      onKeyDown={event => event.key === 'Escape' && onClose()}
    >
      <h2 id="drop-title">
        Déposer des messages chez <bdi>{box}</bdi>
      </h2>
      <p>Un fichier .eml arrive tel quel, comme s’il venait d’être reçu de l’extérieur.</p>
      <label class="field">
        Fichiers .eml
        <input
          type="file"
          accept=".eml,message/rfc822"
          multiple
          onChange={event => setFiles([...(event.currentTarget.files ?? [])])}
        />
      </label>
      {files.length > 0 && (
        <ul class="attachments" aria-label="Fichiers à déposer">
          {files.map(file => (
            <li key={file.name}>
              <bdi>{file.name}</bdi> <span class="size">{fileSize(file.size)}</span>
            </li>
          ))}
        </ul>
      )}
      <VerdictChoice value={auth} onChange={setAuth} />
      <label class="check">
        <input type="checkbox" checked={isSpam} onChange={event => setIsSpam(event.currentTarget.checked)} />
        Gmail le range dans les spams
      </label>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="main" disabled={files.length === 0}>
          Déposer
        </button>
        <button type="button" onClick={onClose}>
          Fermer
        </button>
      </div>
    </form>
  );
}
