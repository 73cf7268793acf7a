/**
 * What a label looks like, from sure to doubtful: `role` names a part in an interview (`INT`, `Q`, `Participant 2`), `name`
 * is capitalised throughout, `words` begins with a capital (`Practice manager`), `lower` is one word in lower case, `none`
 * is nobody.
 */
export type LabelShape = 'role' | 'name' | 'words' | 'lower' | 'none';

const longestLabel = 48;

const roleWords = words(`
  int intv interviewer interviewee iv ir ie i q a r p res resp respondent participant facilitator moderator mod host guest
  speaker spk spkr researcher observer informant patient clinician question answer unknown
  entrevistador entrevistadora entrevistado entrevistada participante moderador moderadora pergunta resposta pregunta respuesta
  interviewerin befragter befragte moderatorin frage antwort enquêteur enquêtrice enquêté enquêtée animateur intervenant question réponse
  intervistatore intervistatrice intervistato intervistata domanda risposta
  интервьюер интервьюируемый респондент информант модератор участник участница ведущий вопрос ответ
  采访者 受访者 访谈者 被访者 采访人 主持人 记者 嘉宾 研究者 问 答 访`);
const counter = String.raw`(?:[ _.#-]{0,2}\d{1,3}[a-z]?|[ _.#-]{1,2}(?:[a-z]|one|two|three|four|five|six|seven|eight|nine|ten))?`;
const rolePattern = new RegExp(String.raw`^[[(]?([\p{L}]+?)${counter}[\])]?$`, 'iu');

/** Words that stand before a colon without naming a speaker. */
const noSpeakers = words(`
  note notes nb ps date time duration length location place venue setting site title subject topic project study file source
  recording recorded transcript transcription transcriber version page section chapter part summary abstract introduction conclusion
  conclusions keywords tags url link links http https ftp mailto email phone tel fax warning caution example examples important background
  context present attendees attending apologies participants speakers agenda action actions item items re fw fwd subject from to sent
  figure table aim aims objective objectives outcome outcomes result results method methods finding findings theme themes quote quotes
  code codes memo comment comments decision decisions purpose key legend reference references todo tip hint see also e.g i.e question questions
  yes no ok okay well so and but or if then because however therefore remember listen look first second third finally
  data duração local nota título resumo observação exemplo conclusão tarefa fecha lugar ejemplo conclusión
  datum dauer ort titel hinweis beispiel anmerkung lieu durée titre remarque exemple
  дата время место тема примечание заметка пример вывод
  日期 时间 地点 主题 注 注意 备注 例如 比如 译者注 编者按 首先 其次 最后 总之 问题 换句话说 也就是说`);
const metadataWords = words(`
  date time duration length location place venue setting site title subject topic project study file recording recorded transcript transcription
  transcriber version present attendees apologies participants speakers data duração local título fecha lugar
  datum dauer ort titel lieu durée titre дата время место тема 日期 时间 地点 主题`);
const numberedMatter =
  /^(?:section|part|chapter|item|step|task|figure|table|page|stage|theme|tarefa|etapa|passo|paso|schritt|étape|шаг|задание)[ .-]*\d+$/iu;
const starters = words(`
  i he she they we you it this that there these those and but so if when while because what who how why where which my our his her their
  as at by for from in of on to with then also`);
const particles = words(
  'de da do dos das del della di du la le el al bin ibn van von der den ter of the and und y e',
);

/** The label's shape; takes at most 48 UTF-16 units. */
export function shapeOf(label: string): LabelShape {
  if (label.length > longestLabel) return 'none';
  if (/^\?+$/.test(label)) return 'role';
  const lower = label.toLowerCase();
  if (isRole(lower)) return 'role';
  if (noSpeakers.has(lower) || numberedMatter.test(label)) return 'none';
  if (!/^[[("“«]?\p{L}/u.test(label) || /[!;…。，、！？]|[.,?]{2}|[\p{L}]{5,}[.?]|\/\//u.test(label))
    return 'none';
  if (!hasPairedBrackets(label)) return 'none';
  return shapeOfWords(label.split(/[\s/&,]+/u).filter((word) => word !== ''));
}

/** True for the keys of the notes that open many transcripts: `Date:`, `Duration:`. */
export function isMetadataLabel(label: string): boolean {
  const lower = label.toLowerCase();
  return (
    metadataWords.has(lower) ||
    /^(?:transcri|recorded|date of|place of|interview (?:date|number|id|no))/.test(lower)
  );
}

const questionPattern = /^(q|question|pergunta|pregunta|frage|domanda|вопрос|问题|问)[ .]*(\d{0,3})$/iu;
const answerPattern =
  /^(a|answer|resposta|respuesta|antwort|réponse|risposta|ответ|回答|答)[ .]*(\d{0,3})$/iu;

/** What a label says of questions and answers: `Pergunta 3` is a question numbered 3, its word eight units long. */
export function questionPart(
  label: string,
):
  | { readonly kind: 'question' | 'answer'; readonly length: number; readonly isNumbered: boolean }
  | undefined {
  const question = questionPattern.exec(label);
  const match = question ?? answerPattern.exec(label);
  if (match === null) return undefined;
  const [, word = '', number = ''] = match;
  return { kind: question ? 'question' : 'answer', length: word.length, isNumbered: number !== '' };
}

function isRole(lower: string): boolean {
  const word = rolePattern.exec(lower)?.[1];
  return word !== undefined && roleWords.has(word);
}

function hasPairedBrackets(label: string): boolean {
  const count = (bracket: string): number => label.split(bracket).length;
  return count('[') === count(']') && count('(') === count(')');
}

function shapeOfWords(parts: readonly string[]): LabelShape {
  const [first = '', ...rest] = parts.map((word) => word.replace(/^[[("“«'‘]+|[\])"”».'’]+$/gu, ''));
  if (parts.length > 6) return 'none';
  const isStarter = starters.has(first.toLowerCase());
  if (isCapitalised(first) && rest.every((word) => isCapitalised(word) || particles.has(word)))
    return isStarter ? 'none' : 'name';
  if (isCaseless(first)) return parts.length <= 4 && first.length <= 10 ? 'name' : 'none';
  if (first.toLowerCase() === 'the' && rest.length > 0 && rest.every(isCapitalised)) return 'name';
  if (isStarter || first.toLowerCase() === 'the') return 'none';
  if (isCapitalised(first)) return parts.length <= 4 ? 'words' : 'none';
  return parts.length === 1 && /^\p{Ll}[\p{L}\d_.-]{0,15}$/u.test(first) ? 'lower' : 'none';
}

function isCapitalised(word: string): boolean {
  return /^[\p{Lu}\p{N}?#]/u.test(word);
}

function isCaseless(word: string): boolean {
  return /^\p{Lo}/u.test(word);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
