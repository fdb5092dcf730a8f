/** What people may do with comments: write, answer, resolve, correct their own; and where a comment goes when its cell moves. */
import fc from 'fast-check';
import { Refusal } from '../../local/kernel/contract';
import { ANNE, BRUNO, CommentsBench, INSTALLER } from './comments-bench';

const READER = { displayName: 'Zoé', account: 'zoe@lecture.example' };

function commented() {
  const bench = new CommentsBench();
  const thread = bench.add(3, 'Avis favorable.');
  return { bench, thread, comments: bench.comments };
}

describe('a thread', () => {
  test('is read with its cell, its people, its replies and whether it is resolved', () => {
    const { bench, thread, comments } = commented();
    bench.now += 60_000;
    const reply = comments.reply(thread, '  Sur quel point ?\r\n', BRUNO);
    comments.resolve(thread, BRUNO);
    expect(comments.list(thread.spreadsheetId, bench.sheet.sheetId)).toEqual([
      {
        id: thread.commentId,
        author: ANNE,
        text: 'Avis favorable.',
        at: Date.parse('2018-11-05T13:30:16.250Z'),
        sheetId: bench.sheet.sheetId,
        row: 3,
        column: 1,
        cell: 'A3',
        isResolved: true,
        replies: [
          { id: reply.id, author: BRUNO, text: 'Sur quel point ?', at: bench.now, action: undefined },
          expect.objectContaining({ author: BRUNO, text: '', action: 'resolve' }),
        ],
      },
    ]);
  });

  test('a cell may have several, in the order of their writing, and cells come in the order of the tab', () => {
    const { bench } = commented();
    bench.add(4, 'Bas');
    bench.add(3, 'Second', BRUNO);
    bench.add(2, 'Haut');
    expect(bench.comments.list(bench.file.id, bench.sheet.sheetId).map(({ text }) => text)).toEqual([
      'Haut',
      'Avis favorable.',
      'Second',
      'Bas',
    ]);
  });

  test('resolved, it is reopened before anybody answers', () => {
    const { thread, comments } = commented();
    comments.resolve(thread, ANNE, 'Vu en séance.');
    expect(() => comments.resolve(thread, ANNE)).toThrow('Cette discussion est déjà résolue.');
    expect(() => comments.reply(thread, 'Encore', ANNE)).toThrow('rouvrez-la pour y répondre');
    comments.reopen(thread, BRUNO);
    expect(() => comments.reopen(thread, BRUNO)).toThrow("n'est pas résolue");
    comments.reply(thread, 'Encore', ANNE);
  });

  test('its author corrects it, whatever the case of the address', () => {
    const { bench, thread, comments } = commented();
    comments.edit(thread, 'Avis réservé.', { ...ANNE, account: 'Anne@AFD.example' });
    expect(comments.list(thread.spreadsheetId, bench.sheet.sheetId)[0]?.text).toBe('Avis réservé.');
  });

  test('deleted, it is gone with its replies, and nothing of it is left to answer', () => {
    const { bench, thread, comments } = commented();
    comments.reply(thread, 'Pourquoi ?', BRUNO);
    comments.remove(thread, ANNE);
    expect(bench.places).toEqual([]);
    expect(bench.sheet.document.commentCells).toEqual({});
    for (const deed of [
      () => comments.reply(thread, 'x', BRUNO),
      () => comments.resolve(thread, BRUNO),
      () => comments.reopen(thread, BRUNO),
      () => comments.edit(thread, 'x', ANNE),
      () => comments.remove(thread, ANNE),
    ]) {
      expect(deed).toThrow("Ce commentaire n'existe plus.");
    }
    expect(JSON.stringify([...(bench.store.snapshot().documents.get('comment')?.values() ?? [])])).not.toMatch(
      /favorable|Pourquoi|Anne|Bruno/,
    );
  });

  test('a reply goes alone', () => {
    const { bench, thread, comments } = commented();
    const reply = { ...thread, replyId: comments.reply(thread, 'Pourquoi ?', BRUNO).id };
    comments.edit(reply, 'Pour quelle raison ?', BRUNO);
    expect(bench.comments.list(bench.file.id, bench.sheet.sheetId)[0]?.replies[0]?.text).toBe('Pour quelle raison ?');
    comments.remove(reply, BRUNO);
    expect(bench.comments.list(bench.file.id, bench.sheet.sheetId)[0]?.replies).toEqual([]);
    expect(() => comments.edit(reply, 'x', BRUNO)).toThrow("Cette réponse n'existe plus.");
  });
});

describe('is refused with a sentence', () => {
  test.each<[string, (given: ReturnType<typeof commented>) => unknown, string]>([
    [
      "another's comment rewritten",
      ({ comments, thread }) => comments.edit(thread, 'x', BRUNO),
      'Vous ne pouvez modifier que vos propres commentaires ; celui-ci a été écrit par Anne (AFD).',
    ],
    [
      "another's reply deleted",
      ({ comments, thread }) => comments.remove({ ...thread, replyId: comments.reply(thread, 'Oui', ANNE).id }, BRUNO),
      'Vous ne pouvez supprimer que vos propres réponses ; celle-ci a été écrite par Anne (AFD).',
    ],
    ['a comment without a word', ({ bench }) => bench.add(2, ' \u0000\n '), 'Un commentaire ne peut pas être vide.'],
    ['a cell outside the tab', ({ bench }) => bench.add(1001, 'x'), 'La cellule A1001 sort de l’onglet « Feuille 1 ».'],
    [
      'somebody with whom the file is not shared',
      ({ bench }) => bench.add(2, 'x', READER),
      '« Comité 2018 » n’est pas partagé avec zoe@lecture.example.',
    ],
    [
      'somebody who may only read',
      ({ bench, comments, thread }) => {
        bench.share(READER, 'reader');
        comments.resolve(thread, READER);
      },
      '« Comité 2018 » est partagé avec zoe@lecture.example en lecture seule : il ne se commente pas.',
    ],
    [
      'a spreadsheet that is gone',
      ({ bench, comments, thread }) => {
        bench.part.files.remove(bench.file);
        comments.reply(thread, 'x', ANNE);
      },
      "Ce classeur n'existe plus.",
    ],
    [
      'a tab that is gone',
      ({ bench, comments }) => comments.add({ ...bench.at(2), sheetId: 9 }, 'x', ANNE),
      "Cet onglet n'existe plus.",
    ],
  ])('%s', (_, deed, sentence) => {
    const given = commented();
    expect(() => deed(given)).toThrow(new Refusal(sentence));
  });
});

test('sharing the folder above lets people comment too', () => {
  const { bench } = commented();
  const folder = bench.part.files.create({
    name: 'Dossier',
    mimeType: 'application/vnd.google-apps.folder',
    owner: INSTALLER,
    byApp: true,
  });
  folder.permissions.push({ id: 'p', type: 'user', role: 'commenter', emailAddress: 'Zoe@lecture.example' });
  bench.file.parents = [folder.id];
  bench.add(2, 'x', READER);
  expect(bench.places).toHaveLength(2);
});

describe('a comment follows its cell', () => {
  test.each<[string, (bench: CommentsBench) => void, string[]]>([
    [
      'rows inserted above',
      b => b.book.reshape(b.sheet, { kind: 'insert', axis: 'row', at: 2, count: 2 }),
      ['A5 DEM-2018-001'],
    ],
    [
      'rows inserted below',
      b => b.book.reshape(b.sheet, { kind: 'insert', axis: 'row', at: 4, count: 1 }),
      ['A3 DEM-2018-001'],
    ],
    [
      'a row deleted above',
      b => b.book.reshape(b.sheet, { kind: 'delete', axis: 'row', at: 2, count: 1 }),
      ['A2 DEM-2018-001'],
    ],
    ['its own row deleted', b => b.book.reshape(b.sheet, { kind: 'delete', axis: 'row', at: 3, count: 1 }), []],
    [
      'a column moved',
      b => b.book.reshape(b.sheet, { kind: 'move', axis: 'column', from: 1, count: 1, before: 3 }),
      ['B3 DEM-2018-001'],
    ],
    ['rows sorted', b => b.spreadsheets.gestures(b.book).sortRows(b.sheet, 1, true, INSTALLER), ['A2 DEM-2018-001']],
    ['its tab renamed', b => b.book.renameSheet(b.sheet, 'Avis'), ['A3 DEM-2018-001']],
  ])('%s', (_, change, places) => {
    const { bench } = commented();
    change(bench);
    expect(bench.places).toEqual(places);
  });

  test('through any changes, as long as the cell is there', () => {
    const change = fc.record({ kind: fc.constantFrom('insert', 'delete', 'sort'), at: fc.integer({ min: 2, max: 6 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), changes => {
        const bench = new CommentsBench();
        for (const row of [2, 3, 4]) bench.add(row, `Sur la ligne ${row}`);
        for (const { kind, at } of changes) {
          if (kind === 'sort')
            bench.spreadsheets.gestures(bench.book).sortRows(bench.sheet, 1, at % 2 === 0, INSTALLER);
          else bench.book.reshape(bench.sheet, { kind: kind as 'insert' | 'delete', axis: 'row', at, count: 1 });
        }
        const left = bench.sheet
          .displayValues({ row: 1, column: 1, rows: 20, columns: 1 })
          .flatMap(([text = ''], index) => (text.startsWith('DEM-') ? [`A${index + 1} ${text}`] : []));
        expect(bench.places).toEqual(left);
      }),
      { numRuns: 60 },
    );
  });

  test('a copy of the spreadsheet has none, and the place outlives a restart', () => {
    const { bench, thread } = commented();
    const copy = bench.part.files.copy(bench.file, { name: 'Copie', owner: INSTALLER });
    expect(bench.comments.list(copy.id, bench.sheet.sheetId)).toEqual([]);
    const head = JSON.parse(bench.store.snapshot().documents.get('spreadsheet')?.get(bench.file.id) ?? '{}');
    expect(head.sheets[0].commentCells).toEqual({ [thread.commentId]: { row: 3, column: 1 } });
  });
});
