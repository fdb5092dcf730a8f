/** « Vérifier l'installation » on installations broken in one way each: it names what, where, and « Réparer » mends it. */
import type { FilesPart } from '../../local/services/files-part';
import type { CheckReport } from '../../src/actions/check-installation';
import { INSTALLED } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { ask, given, openPage } from '../screens-jobs/pages';

let installed: PreparedWorkspace;
beforeAll(async () => {
  installed = await PreparedWorkspace.play(INSTALLED);
}, 120_000);

const files = ({ workspace }: Case) => workspace.part<FilesPart>('drive').files;

function fileNamed(one: Case, name: string) {
  const file = files(one)
    .all()
    .find(candidate => candidate.name === name);
  if (file === undefined) throw new Error(`There is no file ${name}.`);
  return file;
}

function tab(one: Case, name: string) {
  const sheet = one.stage.workbook.sheet(name);
  if (sheet === undefined) throw new Error(`There is no tab ${name}.`);
  return sheet;
}

function theForm({ stage: { forms } }: Case) {
  const [id = ''] = forms.formIds();
  const form = forms.find(id);
  if (form === undefined) throw new Error('There is no form.');
  return form;
}

interface Breakage {
  readonly what: string;
  readonly check: string;
  readonly damage: (one: Case) => void;
  readonly found: string;
}

const BREAKAGES: readonly Breakage[] = [
  {
    what: 'a question was removed from the form',
    check: 'Formulaire de demande',
    damage: one => {
      const form = theForm(one);
      form.items = form.items.filter(({ title }) => title !== 'Courriel');
      one.stage.forms.changed(form);
    },
    found: 'La question « Courriel » n’est plus dans le formulaire.',
  },
  {
    what: 'the form collects addresses',
    check: 'Formulaire de demande',
    damage: one => {
      const form = theForm(one);
      form.collectsEmail = true;
      one.stage.forms.changed(form);
    },
    found: 'Le formulaire collecte l’adresse du compte Google, qui remplace celle du demandeur.',
  },
  {
    what: 'the form is not published',
    check: 'Formulaire de demande',
    damage: one => {
      const form = theForm(one);
      form.published = false;
      one.stage.forms.changed(form);
    },
    found: 'Le formulaire n’est pas publié : personne ne peut y répondre.',
  },
  {
    what: 'the template of the terms of reference was thrown away',
    check: 'Dossier et modèles',
    damage: one => {
      files(one).change(fileNamed(one, 'Modèle – Termes de référence'), { trashed: true });
    },
    found: '« Modèle – Termes de référence » est dans la corbeille de Drive.',
  },
  {
    what: 'the template of the contract was deleted for good',
    check: 'Dossier et modèles',
    damage: one => {
      files(one).remove(fileNamed(one, 'Modèle – Marché subséquent'));
    },
    found: '« Modèle – Marché subséquent » n’existe plus dans Drive.',
  },
  {
    what: 'a protection was removed',
    check: 'Onglets et colonnes',
    damage: one => {
      tab(one, 'Journal').document.protections = [];
      one.stage.workbook.changed();
    },
    found: 'L’onglet « Journal » n’est plus protégé contre les saisies par erreur.',
  },
  {
    what: 'a list of values was removed',
    check: 'Onglets et colonnes',
    damage: one => {
      tab(one, 'Adhérents').document.validations = [];
      one.stage.workbook.changed();
    },
    found: 'Dans l’onglet « Adhérents », la liste de valeurs de « Type de collectivité » a été retirée ou changée.',
  },
  {
    what: 'a name of the register was deleted',
    check: 'Onglets et colonnes',
    damage: one => {
      one.stage.workbook.removeNamedArea('AdherentsSiren');
    },
    found: 'La plage nommée AdherentsSiren, qui sert aux calculs, manque.',
  },
  {
    what: 'the name of a setting was deleted',
    check: 'Paramètres',
    damage: one => {
      one.stage.workbook.removeNamedArea('Plafond');
    },
    found: 'Le réglage « Plafond » n’a plus de plage nommée. « Installer ou mettre à jour » la remet en place.',
  },
  {
    what: 'a row was inserted above the headers',
    check: 'Onglets et colonnes',
    damage: one => {
      one.stage.workbook.reshape(tab(one, 'Titulaires'), { kind: 'insert', axis: 'row', at: 1, count: 1 });
    },
    found: expect.stringMatching(/^Dans l’onglet « Titulaires », les colonnes « Code », .* manquent/),
  },
  {
    what: 'a tab was renamed',
    check: 'Onglets et colonnes',
    damage: one => {
      tab(one, 'Consultations').document.name = 'Consultations 2018';
      one.stage.workbook.changed();
    },
    found: expect.stringContaining('L’onglet « Consultations » manque.'),
  },
  {
    what: 'a blank column was inserted in the ledger',
    check: 'Onglets et colonnes',
    damage: one => {
      one.stage.workbook.reshape(tab(one, 'Journal'), { kind: 'insert', axis: 'column', at: 1, count: 1 });
    },
    found: expect.stringContaining('Dans l’onglet « Journal », une colonne a été insérée'),
  },
  {
    what: 'a header bears the name of another',
    check: 'Onglets et colonnes',
    damage: one => {
      one.stage.tamper(tab(one, 'Titulaires'), 1, 3, 'Courriel');
    },
    found: 'Dans l’onglet « Titulaires », deux colonnes portent l’en-tête « Courriel ».',
  },
  {
    what: 'the settings were sorted',
    check: 'Paramètres',
    damage: one => {
      one.stage.sortRows(tab(one, 'Paramètres'), 2, one.stage.manager);
    },
    found: expect.stringMatching(/La plage nommée \w+ ne montre plus ce réglage/),
  },
  {
    what: 'the time zone is another',
    check: 'Onglets et colonnes',
    damage: one => {
      one.stage.workbook.setTimeZone('America/New_York');
    },
    found: 'Le fuseau horaire du classeur est America/New_York : les dates et heures s’y lisent autrement qu’à Paris.',
  },
];

it.each(BREAKAGES)('says that $what, and « Réparer » mends it', ({ check, damage, found }) => {
  const one = installed.copy();
  damage(one);
  const broken = stateOf(openPage<CheckReport>(one, "Vérifier l'installation").data, check);
  expect(broken.state).toBe('mend');
  expect(broken.found).toContainEqual(found);
  expect(broken.next).toContain('« Réparer »');
  expect(stateOf(given(ask<CheckReport>(one, 'pageRepair')), check).state).toBe('ok');
});

/** What nothing but a person can put back. */
const LOSSES: readonly Breakage[] = [
  {
    what: 'a row lost its reference',
    check: 'Références',
    damage: one => {
      one.stage.tamper(tab(one, 'Demandes'), 2, 4, 'Ville de Lyon');
    },
    found: 'Dans l’onglet « Demandes », la ligne 2 n’a plus de référence : aucune action ne la trouve.',
  },
  {
    what: 'a row was copied',
    check: 'Références',
    damage: one => {
      for (const row of [2, 3]) one.stage.tamper(tab(one, 'Consultations'), row, 1, 'CONS-2018-001');
    },
    found:
      'Dans l’onglet « Consultations », CONS-2018-001 est à la fois aux lignes 2 et 3 : les actions n’en voient qu’une.',
  },
];

it.each(LOSSES)('says that $what, and that « Réparer » cannot mend it', ({ check, damage, found }) => {
  const one = installed.copy();
  damage(one);
  const broken = stateOf(openPage<CheckReport>(one, "Vérifier l'installation").data, check);
  expect(broken.state).toBe('mend');
  expect(broken.found).toContainEqual(found);
  expect(broken.next).toContain('Historique des versions');
});

it('refuses to lay out a tab anew when its row of headers is gone and rows are left', async () => {
  const one = installed.copy();
  one.stage.workbook.reshape(tab(one, 'Adhérents'), { kind: 'delete', axis: 'row', at: 1, count: 1 });
  const before = one.stage.workbook.sheet('Adhérents')?.lastColumn;
  await one.play('\n  - run: Installer ou mettre à jour\n');
  expect(one.lastScreen).toContain('L’onglet « Adhérents » n’a plus sa ligne d’en-têtes');
  expect(one.stage.workbook.sheet('Adhérents')?.lastColumn).toBe(before);
});

it('keeps what staff wrote in a template that comes back from the trash', () => {
  const one = installed.copy();
  const template = fileNamed(one, 'Modèle – Termes de référence');
  files(one).change(template, { trashed: true });
  given(ask<CheckReport>(one, 'pageRepair'));
  expect(files(one).find(template.id)?.trashed).toBe(false);
  expect(
    files(one)
      .all()
      .filter(({ name }) => name === template.name),
  ).toHaveLength(1);
});

it('does not mind a question that staff reworded', () => {
  const one = installed.copy();
  one.stage.forms.renameQuestion(theForm(one).id, 'Intitulé', 'Titre du projet');
  expect(stateOf(openPage<CheckReport>(one, "Vérifier l'installation").data, 'Formulaire de demande').state).toBe('ok');
});

function stateOf({ checks }: CheckReport, name: string) {
  const found = checks.find(check => check.name === name);
  if (found === undefined) throw new Error(`There is no check of ${name}.`);
  return found;
}
