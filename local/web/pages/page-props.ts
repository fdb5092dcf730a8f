/** What the shell gives to a page. */
import type { Result } from '../host/methods';

export type SessionState = Result<'session.state'>;

/** What a page is given. */
export interface PageProps {
  state: SessionState;
  /** The account that acts in this tab. */
  me: string;
  go: (path: string) => void;
}
