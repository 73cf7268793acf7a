import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { paletteSlots } from '../../../src/extension/features/highlights/palette';
import {
  type CommandId,
  type ContextKeys,
  languageId,
  paletteColor,
  type Settings,
  type ViewId,
} from '../../../src/extension/contributions';

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly group?: string;
  readonly when?: string;
}

interface Manifest {
  readonly capabilities: Record<string, { readonly supported: string; readonly description: string }>;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly icon?: string;
      readonly enablement?: string;
    }[];
    readonly views: Record<string, readonly { readonly id: string; readonly when?: string }[]>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly menus: Record<string, readonly MenuItem[]>;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
      readonly when?: string;
    }[];
    readonly configuration: {
      readonly properties: Record<string, { readonly type: string; readonly enum?: readonly string[] }>;
    };
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: Record<string, string>;
    }[];
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly yamlValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const folder = process.cwd();
const source = readFileSync(path.join(folder, 'package.json'), 'utf8');
const { capabilities, contributes } = JSON.parse(source) as Manifest;
const words = JSON.parse(readFileSync(path.join(folder, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;

// These literals hold exactly the typed ids, or they do not compile.
const commands: Record<CommandId, 'changes' | 'reads'> = {
  'verbatim.startStudy': 'changes',
  'verbatim.openSampleStudy': 'reads',
  'verbatim.importTranscripts': 'changes',
  'verbatim.codePassage': 'changes',
  'verbatim.codeTurn': 'changes',
  'verbatim.codeSentence': 'changes',
  'verbatim.codeInVivo': 'changes',
  'verbatim.repeatCode': 'changes',
  'verbatim.applyCode1': 'changes',
  'verbatim.applyCode2': 'changes',
  'verbatim.applyCode3': 'changes',
  'verbatim.applyCode4': 'changes',
  'verbatim.applyCode5': 'changes',
  'verbatim.applyCode6': 'changes',
  'verbatim.applyCode7': 'changes',
  'verbatim.applyCode8': 'changes',
  'verbatim.applyCode9': 'changes',
  'verbatim.toggleCode': 'reads',
  'verbatim.togglePin': 'reads',
  'verbatim.removeCode': 'changes',
  'verbatim.deletePassage': 'changes',
  'verbatim.endLaterByWord': 'changes',
  'verbatim.endEarlierByWord': 'changes',
  'verbatim.endLaterBySentence': 'changes',
  'verbatim.endEarlierBySentence': 'changes',
  'verbatim.startLaterByWord': 'changes',
  'verbatim.startEarlierByWord': 'changes',
  'verbatim.startLaterBySentence': 'changes',
  'verbatim.startEarlierBySentence': 'changes',
  'verbatim.splitPassage': 'changes',
  'verbatim.mergePassages': 'changes',
  'verbatim.editMemo': 'reads',
  'verbatim.addNote': 'changes',
  'verbatim.closeDiscussion': 'changes',
  'verbatim.editComment': 'changes',
  'verbatim.saveComment': 'changes',
  'verbatim.cancelComment': 'reads',
  'verbatim.deleteComment': 'changes',
  'verbatim.undoCoding': 'changes',
  'verbatim.redoCoding': 'changes',
  'verbatim.nextPassage': 'reads',
  'verbatim.previousPassage': 'reads',
  'verbatim.nextOfCode': 'reads',
  'verbatim.previousOfCode': 'reads',
  'verbatim.nextUncodedTurn': 'reads',
  'verbatim.nextSentence': 'reads',
  'verbatim.previousSentence': 'reads',
  'verbatim.expandSelection': 'reads',
  'verbatim.shrinkSelection': 'reads',
  'verbatim.correctTranscript': 'reads',
  'verbatim.pressOtherKey': 'reads',
  'verbatim.showKeys': 'reads',
  'verbatim.openPassage': 'reads',
  'verbatim.showPassages': 'reads',
  'verbatim.browseCases': 'reads',
  'verbatim.findInCodedText': 'reads',
  'verbatim.autoCodeHits': 'changes',
  'verbatim.autoCodeSpeaker': 'changes',
  'verbatim.nextListed': 'reads',
  'verbatim.previousListed': 'reads',
  'verbatim.groupByCase': 'reads',
  'verbatim.groupByTranscript': 'reads',
  'verbatim.copyQuotes': 'reads',
  'verbatim.clearPassages': 'reads',
  'verbatim.openTranscript': 'reads',
  'verbatim.openSidecar': 'reads',
  'verbatim.openCodebook': 'reads',
  'verbatim.goToCode': 'reads',
  'verbatim.renameEntry': 'changes',
  'verbatim.editDefinition': 'changes',
  'verbatim.createTheme': 'changes',
  'verbatim.changeCodeId': 'changes',
  'verbatim.moveEntry': 'changes',
  'verbatim.mergeCodes': 'changes',
  'verbatim.splitCode': 'changes',
  'verbatim.deprecateCode': 'changes',
  'verbatim.deleteEntry': 'changes',
  'verbatim.recodePassages': 'changes',
  'verbatim.rewriteOldIds': 'changes',
  'verbatim.markDone': 'changes',
  'verbatim.markInProgress': 'changes',
  'verbatim.chooseCoder': 'changes',
  'verbatim.chooseLayer': 'reads',
  'verbatim.filterThemes': 'reads',
  'verbatim.searchThemes': 'reads',
  'verbatim.sortThemes': 'reads',
  'verbatim.showAllThemes': 'reads',
  'verbatim.reviewPassage': 'reads',
  'verbatim.acceptPosition': 'changes',
  'verbatim.reselectPassage': 'changes',
  'verbatim.stopReselecting': 'reads',
  'verbatim.markLost': 'changes',
  'verbatim.refreshPositions': 'changes',
  'verbatim.reattachSidecar': 'changes',
  'verbatim.mendCodebook': 'changes',
  'verbatim.refresh': 'reads',
  'verbatim.getShared': 'changes',
  'verbatim.share': 'changes',
  'verbatim.compareWith': 'reads',
  'verbatim.endComparison': 'reads',
  'verbatim.compareCoders': 'reads',
  'verbatim.showAgreement': 'reads',
  'verbatim.stopComparing': 'reads',
  'verbatim.nextDisagreement': 'reads',
  'verbatim.previousDisagreement': 'reads',
  'verbatim.openDisagreement': 'reads',
  'verbatim.filterDisagreements': 'reads',
  'verbatim.reconcile': 'changes',
  'verbatim.stopReconciling': 'reads',
  'verbatim.settleDisagreement': 'changes',
  'verbatim.keepFirst': 'changes',
  'verbatim.keepSecond': 'changes',
  'verbatim.keepBoth': 'changes',
  'verbatim.keepNeither': 'changes',
  'verbatim.keepSelection': 'changes',
  'verbatim.keepOtherCode': 'changes',
  'verbatim.skipDisagreement': 'reads',
  'verbatim.takeOverAgreed': 'changes',
  'verbatim.keepLeftover': 'changes',
  'verbatim.dropLeftover': 'changes',
  'verbatim.noteOnDecision': 'changes',
  'verbatim.noteCodebookProblem': 'changes',
  'verbatim.closeCodeNote': 'changes',
  'verbatim.chooseAgreement': 'reads',
  'verbatim.showPassageHistory': 'reads',
  'verbatim.showCodeHistory': 'reads',
  'verbatim.stillFits': 'changes',
  'verbatim.setUpGit': 'changes',
  'verbatim.resolveConflicts': 'changes',
};
const views: Record<ViewId | 'verbatim.welcome', true> = {
  'verbatim.themes': true,
  'verbatim.passages': true,
  'verbatim.transcripts': true,
  'verbatim.memos': true,
  'verbatim.review': true,
  'verbatim.compare': true,
  'verbatim.reconcile': true,
  'verbatim.changes': true,
  'verbatim.welcome': true,
};
const settings: Record<keyof Settings, string> = {
  'verbatim.coder': 'string',
  'verbatim.highlights.style': 'string',
  'verbatim.highlights.labels': 'boolean',
  'verbatim.passages.keepFocus': 'boolean',
  'verbatim.codingMode': 'boolean',
  'verbatim.agreement.measure': 'string',
  'verbatim.agreement.unit': 'string',
};
const contextKeys: Record<keyof ContextKeys, true> = {
  'verbatim.hasStudy': true,
  'verbatim.isTranscript': true,
  'verbatim.isReady': true,
  'verbatim.hasReview': true,
  'verbatim.isReselecting': true,
  'verbatim.hasGit': true,
  'verbatim.isGitSetUp': true,
  'verbatim.hasComparison': true,
  'verbatim.isComparing': true,
  'verbatim.isReconciling': true,
  'verbatim.hasPassageList': true,
  'verbatim.hasHits': true,
  'verbatim.isGroupedByCase': true,
  'verbatim.isThemesNarrowed': true,
  'verbatim.codingPaths': true,
  'verbatim.isPickingCode': true,
  'verbatim.isPicking': true,
};

const menuItems = Object.entries(contributes.menus).flatMap(([menu, items]) =>
  items.map((item) => ({ ...item, menu })),
);
const itemsOf = (command: string, menu: string) =>
  menuItems.filter((item) => item.command === command && item.menu === menu);

describe('the manifest', () => {
  it('contributes exactly the typed commands, views and settings', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.keys(commands).sort());
    const viewIds = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    assert.deepEqual(viewIds.sort(), Object.keys(views).sort());
    const properties = Object.entries(contributes.configuration.properties);
    assert.deepEqual(Object.fromEntries(properties.map(([id, { type }]) => [id, type])), settings);
  });

  it('lets the style of highlights be what the code knows', () => {
    const styles: Record<Settings['verbatim.highlights.style'], true> = {
      lanes: true,
      plain: true,
      off: true,
    };
    const contributed = contributes.configuration.properties['verbatim.highlights.style'];
    assert.deepEqual(contributed?.enum, Object.keys(styles));
  });

  it('has words for every key, and no words that nothing asks for', () => {
    const asked = new Set([...source.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual([...asked].sort(), Object.keys(words).sort());
    for (const [key, text] of Object.entries(words)) assert.notEqual(text.trim(), '', key);
  });

  it('gives every command its category and words of its own', () => {
    const titles = contributes.commands.map(({ title }) => words[title.slice(1, -1)]);
    assert.equal(new Set(titles).size, titles.length);
    for (const { command, category } of contributes.commands) assert.equal(category, 'Verbatim', command);
  });

  it('gives an icon to every command that stands in a row of buttons', () => {
    const inline = menuItems.filter(({ group }) => group !== undefined && /^(navigation|inline)/.test(group));
    assert.notEqual(inline.length, 0);
    for (const { command: id } of inline) {
      const command = contributes.commands.find(({ command }) => command === id);
      assert.match(command?.icon ?? '', /^\$\([a-z-]+\)$/, id);
    }
  });

  it('names only commands, submenus and context keys that exist', () => {
    for (const { command, submenu, menu } of menuItems) {
      if (command !== undefined) assert.ok(command in commands, `${command} in ${menu}`);
      else assert.ok(submenu !== undefined && submenu in contributes.menus, `${submenu} in ${menu}`);
    }
    for (const { command } of contributes.keybindings)
      assert.ok(command in commands || command === 'runCommands', command);
    for (const { view } of contributes.viewsWelcome) assert.ok(view in views, view);
    const clauses = [...source.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].map(
      ([, clause]) => clause ?? '',
    );
    for (const clause of clauses) {
      for (const [key] of clause.matchAll(/(?<!== |config\.)\bverbatim\.\w+/g))
        assert.ok(key in contextKeys || key in views, `${key} in ${clause}`);
      for (const [, key = ''] of clause.matchAll(/\bconfig\.(\S+)/g))
        assert.ok(key in settings, `${key} in ${clause}`);
    }
  });

  it('links in words to commands that exist', () => {
    const linked = Object.values(words).flatMap((text) =>
      [...text.matchAll(/\(command:([^)?]+)/g)].map(([, command]) => command ?? ''),
    );
    assert.ok(linked.includes('verbatim.startStudy'));
    assert.ok(linked.includes('verbatim.openSampleStudy'));
    for (const command of linked.filter((id) => id.startsWith('verbatim.')))
      assert.ok(command in commands || command.replace(/\.focus$/, '') in views, command);
  });

  it('offers nothing that changes a study in Restricted Mode', () => {
    assert.equal(capabilities['untrustedWorkspaces']?.supported, 'limited');
    for (const { command, enablement = '' } of contributes.commands) {
      const asksForTrust = enablement.split(' && ').includes('isWorkspaceTrusted');
      assert.equal(asksForTrust, commands[command as CommandId] === 'changes', command);
    }
    for (const { command, when = '' } of contributes.keybindings) {
      if (commands[command as CommandId] === 'changes') assert.match(when, /isWorkspaceTrusted/, command);
    }
  });

  it('enables what stands in a tree without asking what the active editor shows', () => {
    const inTrees = menuItems.filter(({ menu }) => menu === 'view/item/context');
    for (const { command } of inTrees) {
      const contributed = contributes.commands.find((candidate) => candidate.command === command);
      assert.doesNotMatch(contributed?.enablement ?? '', /isTranscript/, command);
    }
  });

  it('shows commands that need a transcript in the palette only where there is one', () => {
    for (const { command } of contributes.menus['verbatim.editor'] ?? []) {
      const [item] = itemsOf(command ?? '', 'commandPalette');
      assert.match(item?.when ?? '', /verbatim\.(isTranscript|hasStudy)/, command);
    }
  });

  it('takes no key that types a letter on some keyboard, except in coding mode and in the list of what to reconcile', () => {
    assert.notEqual(contributes.keybindings.length, 0);
    const isForCoding = ({ when }: { readonly when?: string }): boolean =>
      /^(editorTextFocus && .*\bresourcePath in verbatim\.codingPaths\b|focusedView == verbatim\.reconcile && listFocus && !inputFocus)/.test(
        when ?? '',
      );
    assert.ok(contributes.keybindings.some(isForCoding));
    // A box inside the editor, such as that of a memo, is written in as usual.
    for (const { command, when = '' } of contributes.keybindings)
      if (when.includes('editorTextFocus'))
        assert.match(when, /!commentEditorFocused && !inReferenceSearchEditor/, command);
    for (const { key, mac = key } of contributes.keybindings.filter((binding) => !isForCoding(binding)))
      for (const chord of [key, mac].flatMap((keys) => keys.split(' '))) {
        const parts = chord.split('+');
        const isAltGr = (parts.includes('ctrl') || parts.includes('cmd')) && parts.includes('alt');
        assert.ok(!(isAltGr && /^[a-z0-9]$/.test(parts.at(-1) ?? '')), chord);
        // A chord begins with a modifier or a function key, or it would swallow what is typed.
        if (chord === key.split(' ')[0])
          assert.match(chord, /^(ctrl|cmd|alt|shift\+alt|shift\+f\d|f\d|delete$|enter$)/, chord);
      }
  });

  it('lets no letter of coding mode through to the text in Restricted Mode', () => {
    const plain = contributes.keybindings.filter(
      ({ key, when = '' }) => /^[a-z1-9]$/.test(key) && when.includes('verbatim.codingPaths'),
    );
    assert.notEqual(plain.length, 0);
    for (const key of new Set(plain.map((binding) => binding.key)))
      assert.ok(
        plain.some((binding) => binding.key === key && !/(?<!!)isWorkspaceTrusted/.test(binding.when ?? '')),
        key,
      );
  });

  it('gives no key two meanings at once', () => {
    for (const platform of ['key', 'mac'] as const) {
      const taken = contributes.keybindings.map(
        ({ [platform]: key, key: usual, when }) => `${key ?? usual} ${when}`,
      );
      assert.equal(new Set(taken).size, taken.length);
    }
  });

  it('gives each palette slot its colour in all four kinds of theme', () => {
    assert.deepEqual(
      contributes.colors.map(({ id }) => id),
      paletteSlots.map((_, i) => paletteColor(i + 1)),
    );
    contributes.colors.forEach(({ id, defaults }, i) => {
      const { light, dark } = paletteSlots[i] ?? {};
      assert.deepEqual(defaults, { light, dark, highContrast: dark, highContrastLight: light }, id);
    });
  });

  it('points to files that exist', () => {
    const [language] = contributes.languages;
    assert.equal(language?.id, languageId);
    const files = [
      language.configuration,
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.yamlValidation.map(({ url }) => url),
      ...[...source.matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file ?? ''),
    ];
    for (const file of files) assert.ok(existsSync(path.join(folder, file)), file);
    const schemas = Object.fromEntries(
      contributes.yamlValidation.map(({ fileMatch, url }) => [fileMatch, url]),
    );
    for (const name of ['verbatim.yaml', 'codebook.yaml', '*.coding.yaml']) {
      const schema = JSON.parse(readFileSync(path.join(folder, schemas[name] ?? ''), 'utf8')) as object;
      assert.ok('properties' in schema, name);
    }
  });
});
