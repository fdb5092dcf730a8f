// `npm run push` starts clasp only when it can work, and says what to do otherwise.
import { PLACEHOLDER_SCRIPT_ID, pushReadiness } from '../../local/push-readiness';

const project = JSON.stringify({ scriptId: '1AbC', rootDir: 'dist' });
const login = JSON.stringify({ tokens: { default: { refresh_token: 'r' } } });

describe('pushing', () => {
  it.each([
    [
      'the project file still holds the placeholder',
      JSON.stringify({ scriptId: PLACEHOLDER_SCRIPT_ID }),
      login,
      'does not name a script',
    ],
    ['there is no project file', undefined, login, 'does not name a script'],
    ['the project file is damaged', '{', login, 'does not name a script'],
    ['nobody is logged in', project, undefined, 'not logged in'],
    ['the login was removed', project, JSON.stringify({ tokens: {} }), 'not logged in'],
    ['the credentials file is damaged', project, 'x', 'not logged in'],
  ])('is refused with advice when %s', (_case, projectFile, credentials, words) => {
    const readiness = pushReadiness(projectFile, credentials);
    expect(readiness).toEqual({ ready: false, advice: expect.stringContaining(words) });
  });

  it.each([
    ['clasp 3', login],
    ['an older clasp, in a project', JSON.stringify({ token: { refresh_token: 'r' } })],
    ['an older clasp, for the account', JSON.stringify({ refresh_token: 'r' })],
  ])('goes ahead with the login of %s', (_version, credentials) => {
    expect(pushReadiness(project, credentials)).toEqual({ ready: true });
  });
});
