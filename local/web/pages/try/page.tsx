/** Page « Essayer ». */
import type { PageProps } from '../page-props';

export default function TryPage({ state }: PageProps) {
  return <h1>{state.workbook}</h1>;
}
