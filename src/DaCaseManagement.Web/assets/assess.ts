// The assessment at the scene: each answer is kept as it is given, and on the tablet while the connection is away. Without this script the buttons do the same.
import { Kept, KeptAnswers } from './kept';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const followed = /^((Reply|Detail|Confirm|Child)\[|(FaceToFace|VictimAlone|Explained|Interpreter|InterpreterName|InterpreterBecause|Grade|Reason)$)/;
const again = 4000;

export function startAssessment(form: HTMLFormElement): void {
  const saved = form.querySelector<HTMLElement>('[data-saved]')!;
  const heldBox = form.querySelector<HTMLElement>('[data-held]')!;
  const version = form.querySelector<HTMLInputElement>('input[name=Version]')!;
  const token = form.querySelector<HTMLInputElement>('input[name=__token]')!.value;
  const editor = form.querySelector<HTMLInputElement>('input[name=Editor]')!.value;
  const anew = form.querySelector<HTMLInputElement>('input[name=Again]')!.value;
  const url = form.dataset.fieldUrl!;
  const key = form.dataset.key!;
  const kept = new KeptAnswers(form.dataset.sealed!, open);
  form.removeAttribute('data-key');

  const shown = new Map<string, string>();
  const waiting: Kept[] = [];
  const held = new Map<string, Kept>();
  let seq = Date.now();
  let sending: Kept | null = null;
  let flushing: Promise<boolean> | null = null;
  let leaving = false;
  let lastSaved = '';
  let signedOut = false;

  for (const name of names()) shown.set(name, valueOf(name));
  const ready = kept.begin(key).then(takeUp);

  form.addEventListener('change', e => {
    const field = e.target as Field;
    if (field.name) follow(field);
  });
  let typing = 0;
  form.addEventListener('input', e => {
    const field = e.target as Field;
    if (!field.name || !(field instanceof HTMLTextAreaElement || field.type === 'text')) return;
    window.clearTimeout(typing);
    typing = window.setTimeout(() => note(field.name), 400);
  });
  form.addEventListener('focusout', e => {
    const field = e.target as Field;
    if (field.name) note(field.name);
  });
  form.addEventListener('submit', e => {
    if (leaving) return;
    // The form goes when everything before it has gone; where nothing can go, the page stays and says so.
    e.preventDefault();
    const by = (e as SubmitEvent).submitter as HTMLButtonElement | null;
    for (const name of names()) note(name);
    void flush().then(all => {
      if (!all) {
        if (!signedOut) say(`No connection: not submitted. ${stateOfTablet()} Try again when the connection is back.`, 'waiting');
        return;
      }
      // Not within the event: a form ignores a second request while it is being submitted.
      window.setTimeout(() => {
        leaving = true;
        form.requestSubmit(by);
      });
    });
  });
  window.addEventListener('online', () => void flush());
  window.setInterval(() => { if (waiting.length) void flush(); }, again);
  window.addEventListener('hashchange', showStep);
  form.querySelector<HTMLInputElement>('#one-at-a-time')?.addEventListener('change', e => {
    const address = new URL(location.href);
    if ((e.target as HTMLInputElement).checked) address.searchParams.set('one', 'true'); else address.searchParams.delete('one');
    history.replaceState(null, '', address);
  });

  function names(): string[] {
    return [...new Set([...form.elements].map(e => (e as Field).name).filter(n => n && followed.test(n)))];
  }

  function fieldsOf(name: string): Field[] {
    return [...form.elements].filter(e => (e as Field).name === name) as Field[];
  }

  function valueOf(name: string): string {
    const all = fieldsOf(name);
    const first = all[0];
    if (!first) return '';
    if (first instanceof HTMLInputElement && first.type === 'radio') return (all as HTMLInputElement[]).find(r => r.checked)?.value ?? '';
    if (first instanceof HTMLInputElement && first.type === 'checkbox') return first.checked ? first.value : '';
    return first.value.trim();
  }

  function put(name: string, value: string): void {
    for (const f of fieldsOf(name)) {
      if (f instanceof HTMLInputElement && (f.type === 'radio' || f.type === 'checkbox')) f.checked = f.value === value;
      else f.value = value;
    }
    opens(name);
  }

  // "Still so" gives last time's answer; another answer takes "still so" back.
  function follow(field: Field): void {
    const item = field.closest<HTMLElement>('.item');
    if (item && field.name.startsWith('Confirm[') && (field as HTMLInputElement).checked) {
      const question = field.name.slice('Confirm['.length);
      put('Reply[' + question, item.dataset.last!);
      note('Reply[' + question);
      if (!valueOf('Detail[' + question) && item.dataset.lastDetail) {
        put('Detail[' + question, item.dataset.lastDetail);
        note('Detail[' + question);
      }
    } else if (item && field.name.startsWith('Reply[') && item.dataset.last && valueOf(field.name) !== item.dataset.last) {
      const confirm = 'Confirm[' + field.name.slice('Reply['.length);
      if (valueOf(confirm)) {
        put(confirm, '');
        note(confirm);
      }
    }
    opens(field.name);
    note(field.name);
  }

  function opens(name: string): void {
    const chosen = fieldsOf(name).find(f => f instanceof HTMLInputElement && f.checked);
    for (const code of chosen?.dataset.opens?.split(' ').filter(Boolean) ?? []) {
      form.querySelector<HTMLInputElement>(`[data-supplement="${code}"] [data-ask]`)!.checked = true;
    }
  }

  function note(name: string): void {
    if (!followed.test(name)) return;
    const value = valueOf(name);
    const before = waiting.filter(w => w.field === name && w.url === url).pop();
    const atServer = sending?.field === name && sending.url === url ? sending.value : shown.get(name) ?? '';
    if (value === (before?.value ?? atServer)) return;
    const stale = held.get(url + name);
    if (stale?.value === value) return;
    if (stale) settle(stale, message(name, ''));
    const entry: Kept = { id: newId(), seq: ++seq, url, field: name, value, was: atServer, version: version.value, editor, again: anew };
    if (before && before !== sending) {
      // Not sent yet: the later word takes its place.
      waiting.splice(waiting.indexOf(before), 1);
      kept.remove(before.id);
      if (value === atServer) {
        tell();
        return;
      }
    }
    waiting.push(entry);
    void kept.put(entry).then(() => flush());
    tell();
  }

  function flush(): Promise<boolean> {
    flushing ??= ready.then(send).finally(() => { flushing = null; });
    return flushing;
  }

  async function send(): Promise<boolean> {
    while (waiting.length) {
      sending = waiting[0];
      let answer: any;
      let response: Response;
      try {
        const data = new FormData();
        data.set('__token', token);
        data.set('field', sending.field);
        data.set('value', sending.value);
        data.set('was', sending.was);
        data.set('Version', sending.version);
        data.set('Editor', sending.editor);
        data.set('Again', sending.again);
        // The same key however often it is sent: the server does it once.
        response = await fetch(sending.url, { method: 'POST', body: data, headers: { 'X-Form-Key': sending.id }, credentials: 'same-origin', redirect: 'error' });
        if (response.status === 401) {
          sending = null;
          signedOut = true;
          say(`You have been signed out. ${stateOfTablet()} Sign in again in another tab, or open this assessment again: they are sent then.`, 'failed');
          return false;
        }
        if (response.status !== 200 && response.status !== 400 && response.status !== 409) throw new Error();
        answer = await response.json();
        signedOut = false;
      } catch {
        sending = null;
        tell();
        return false;
      }
      const done = sending;
      sending = null;
      waiting.splice(waiting.indexOf(done), 1);
      if (response.ok) {
        kept.remove(done.id);
        lastSaved = answer.at;
        if (done.url === url) {
          shown.set(done.field, done.value);
          version.value = answer.version < 0 ? '' : answer.version;
          message(done.field, '');
        }
      } else if (response.status === 409) {
        conflict(done, answer.label, answer.theirs);
      } else {
        refused(done, answer.message);
      }
      tell();
    }
    return true;
  }

  // What an earlier page of this shift could not send: shown where it belongs, sent before anything else.
  async function takeUp(): Promise<void> {
    const left = await kept.left();
    for (const entry of left) {
      waiting.push(entry);
      if (entry.url === url) put(entry.field, entry.value);
    }
    waiting.sort((a, b) => a.seq - b.seq);
    if (left.length) {
      tell();
      window.setTimeout(() => void flush());
    }
  }

  /** The key, or '' when it will never open, or null when nobody could be asked. */
  async function open(seal: string): Promise<string | null> {
    try {
      const data = new FormData();
      data.set('__token', token);
      data.set('sealedKey', seal);
      const response = await fetch(form.dataset.unlockUrl!, { method: 'POST', body: data, headers: { 'X-Form-Key': newId() }, credentials: 'same-origin', redirect: 'error' });
      return response.ok ? (await response.json()).key : response.status === 400 ? '' : null;
    } catch {
      return null;
    }
  }

  function count(): string {
    const fields = new Set(waiting.map(w => w.url + w.field.replace(/^(Reply|Detail|Confirm)\[/, '[')));
    return `${fields.size} answer${fields.size === 1 ? '' : 's'} waiting`;
  }

  function stateOfTablet(): string {
    return kept.atRest ? `Kept on this tablet, ${count()}.` : `Kept in this page only, ${count()}: do not close it.`;
  }

  function tell(): void {
    if (waiting.length) say(navigator.onLine && sending ? 'Saving …' : stateOfTablet(), navigator.onLine && sending ? 'saving' : 'waiting');
    else if (held.size) say(`${held.size} answer${held.size === 1 ? ' needs' : 's need'} your decision: see above.`, 'failed');
    else if (lastSaved) say(`All saved ${lastSaved}`, 'saved');
  }

  function say(text: string, state: string): void {
    if (saved.textContent !== text) saved.textContent = text;
    saved.dataset.state = state;
  }

  function place(name: string): HTMLElement | null {
    return fieldsOf(name)[0]?.closest<HTMLElement>('.item, .child, .govuk-form-group') ?? null;
  }

  function message(name: string, text: string): HTMLElement | null {
    const at = place(name);
    at?.querySelectorAll(`[data-about="${CSS.escape(name)}"]`).forEach(e => e.remove());
    if (!at || !text) return null;
    const box = document.createElement('div');
    box.className = 'call-conflict';
    box.dataset.about = name;
    box.setAttribute('role', 'alert');
    const p = document.createElement('p');
    p.textContent = text;
    box.append(p);
    const legend = at.querySelector('legend');
    if (legend) legend.after(box); else at.prepend(box);
    return box;
  }

  function conflict(entry: Kept, label: string, theirs: string): void {
    held.set(entry.url + entry.field, entry);
    const words = `${label}: somebody else answered “${said(entry.field, theirs)}”. Yours: “${said(entry.field, entry.value)}”.`;
    const box = entry.url === url ? message(entry.field, words) : elsewhere(entry, words);
    if (!box) return;
    const mine = button('Keep mine', () => {
      settle(entry, box);
      if (entry.url === url) {
        shown.set(entry.field, theirs);
        put(entry.field, entry.value);
        note(entry.field);
      } else {
        resend({ ...entry, was: theirs });
      }
    });
    const take = button('Take theirs', () => {
      settle(entry, box);
      if (entry.url === url) {
        shown.set(entry.field, theirs);
        put(entry.field, theirs);
      }
      tell();
    });
    box.append(mine, ' ', take);
  }

  function refused(entry: Kept, why: string): void {
    held.set(entry.url + entry.field, entry);
    const box = entry.url === url ? message(entry.field, `Not kept: ${why}`) : elsewhere(entry, `Not kept: ${why} What was written: “${entry.value}”.`);
    box?.append(button('Remove from this tablet', () => { settle(entry, box); tell(); }));
  }

  function elsewhere(entry: Kept, words: string): HTMLElement {
    const box = document.createElement('div');
    box.className = 'call-conflict';
    box.setAttribute('role', 'alert');
    const p = document.createElement('p');
    const link = document.createElement('a');
    link.href = new URL(entry.url, location.href).pathname;
    link.textContent = 'Another assessment';
    p.append(link, `: ${words}`);
    box.append(p);
    heldBox.append(box);
    return box;
  }

  function settle(entry: Kept, box: HTMLElement | null): void {
    held.delete(entry.url + entry.field);
    kept.remove(entry.id);
    box?.remove();
  }

  function resend(entry: Kept): void {
    const next = { ...entry, id: newId(), seq: ++seq };
    waiting.push(next);
    void kept.put(next).then(() => flush());
  }

  function said(name: string, value: string): string {
    const option = fieldsOf(name).find(f => f.value === value && f instanceof HTMLInputElement && f.type === 'radio');
    return option?.closest('label')?.textContent?.trim() || value || '(empty)';
  }

  function button(text: string, click: () => void): HTMLButtonElement {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'govuk-button govuk-button--secondary';
    b.textContent = text;
    b.addEventListener('click', click);
    return b;
  }

  // One at a time: whoever goes on by keyboard or by ear is on the next question.
  function showStep(): void {
    const step = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (step?.classList.contains('step')) step.focus({ preventScroll: true });
    if (form.querySelector<HTMLInputElement>('#one-at-a-time')?.checked) step?.scrollIntoView({ block: 'start' });
  }

  function newId(): string {
    return crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, c => (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));
  }
}
