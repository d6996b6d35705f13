// The call screen: each field is kept as it is left, history comes as it is typed. Without this script the same form works by its buttons.

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const historyFields = /^(caller-number|location|person\.\d+\.(given|family|born|phone|part))$/;

export function startReport(form: HTMLFormElement): void {
  const saved = form.querySelector<HTMLElement>('[data-saved]')!;
  const history = form.querySelector<HTMLElement>('[data-history]')!;
  const suggested = form.querySelector<HTMLElement>('[data-suggested]')!;
  const token = form.querySelector<HTMLInputElement>('input[name=__token]')!.value;
  const draftKey = hidden('DraftKey');
  const editor = hidden('Editor');
  const shown = new Map<string, string>();
  const failed = new Set<string>();
  let queue: Promise<void> = Promise.resolve();

  for (const field of fields()) {
    if (!shown.has(field.name)) shown.set(field.name, valueOf(field.name));
  }

  form.addEventListener('focusout', e => keepIfChanged(e.target));
  form.addEventListener('change', e => keepIfChanged(e.target));
  form.addEventListener('input', e => {
    const field = e.target as Field;
    if (field.name && historyFields.test(field.name)) soon();
  });
  form.addEventListener('keydown', e => {
    const target = e.target as HTMLElement;
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      finish();
    } else if (e.key === 'Enter' && target instanceof HTMLInputElement) {
      // A report is never sent by a stray Enter.
      e.preventDefault();
      keepIfChanged(target);
    }
  });
  document.addEventListener('keydown', e => {
    if (e.altKey && !e.ctrlKey && /^[1-6]$/.test(e.key)) {
      const section = form.querySelector<HTMLElement>(`[data-section="${e.key}"]`);
      const first = section?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea');
      if (section && first) {
        e.preventDefault();
        section.scrollIntoView({ block: 'start' });
        first.focus();
      }
    }
  });
  // Whatever is still in a field when the page goes away is kept on the way out.
  window.addEventListener('pagehide', () => {
    const active = document.activeElement as Field | null;
    if (active?.name && form.contains(active) && shown.has(active.name) && shown.get(active.name) !== valueOf(active.name)) {
      navigator.sendBeacon(form.dataset.fieldUrl!, body(active.name, valueOf(active.name)));
    }
  });
  window.setInterval(() => failed.forEach(name => keep(name)), 5000);

  function hidden(name: string): string {
    return form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value;
  }

  function fields(): Field[] {
    return [...form.querySelectorAll<Field>('[data-field]')];
  }

  function valueOf(name: string): string {
    const all = fields().filter(f => f.name === name);
    const first = all[0];
    if (!first) return '';
    if (first instanceof HTMLInputElement && first.type === 'radio') return (all as HTMLInputElement[]).find(r => r.checked)?.value ?? '';
    if (first instanceof HTMLInputElement && first.type === 'checkbox') return first.checked ? first.value : '';
    return first.value.trim();
  }

  function keepIfChanged(target: EventTarget | null): void {
    const field = target as Field;
    if (field?.name && shown.has(field.name) && shown.get(field.name) !== valueOf(field.name)) keep(field.name);
  }

  function body(name: string, value: string): FormData {
    const data = new FormData();
    data.set('__token', token);
    data.set('DraftKey', draftKey);
    data.set('Editor', editor);
    data.set('field', name);
    data.set('value', value);
    data.set('was', shown.get(name) ?? '');
    return data;
  }

  // One at a time and in order, so that the first save makes the report and the others find it.
  function keep(name: string): void {
    queue = queue.then(() => send(name));
  }

  async function send(name: string): Promise<void> {
    const value = valueOf(name);
    if (shown.get(name) === value) {
      failed.delete(name);
      return;
    }
    say('Saving …', 'saving');
    try {
      const response = await fetch(form.dataset.fieldUrl!, { method: 'POST', body: body(name, value), headers: { 'X-Form-Key': crypto.randomUUID?.() ?? '' }, credentials: 'same-origin', redirect: 'error' });
      const answer = await response.json();
      if (response.ok) {
        shown.set(name, value);
        failed.delete(name);
        message(name, answer.problem ? `${answer.problem}. Kept as typed.` : '');
        say(`${answer.reference} saved ${answer.at}`, 'saved');
        if (!location.pathname.endsWith(answer.reference)) window.history.replaceState(null, '', `/incidents/report/${answer.reference}`);
        suggested.textContent = answer.because.length ? `The facts suggest ${words(answer.suggested)}: ${answer.because.join('; ')}.` : '';
      } else if (response.status === 409) {
        failed.delete(name);
        conflict(name, answer.theirs, value);
        say('Not saved: somebody else wrote in this field', 'failed');
      } else {
        failed.delete(name);
        message(name, answer.message);
        say('Not saved: see the message by the field', 'failed');
      }
    } catch {
      failed.add(name);
      say('Not saved yet: no answer from the server. Trying again; keep typing.', 'failed');
    }
  }

  function words(grade: string): string {
    return grade.charAt(0).toLowerCase() + grade.slice(1);
  }

  function say(text: string, state: string): void {
    saved.textContent = text;
    saved.dataset.state = state;
  }

  function place(name: string): HTMLElement | null {
    return fields().find(f => f.name === name)?.closest<HTMLElement>('.call-field, .call-prompt, .call-tick, .call-response') ?? null;
  }

  function message(name: string, text: string): void {
    const at = place(name);
    at?.querySelector('[data-live-message]')?.remove();
    if (!at || !text) return;
    const p = document.createElement('p');
    p.className = 'govuk-error-message';
    p.dataset.liveMessage = '';
    p.setAttribute('role', 'alert');
    p.textContent = text;
    at.prepend(p);
  }

  function conflict(name: string, theirs: string, mine: string): void {
    const at = place(name);
    if (!at) return;
    at.querySelector('.call-conflict')?.remove();
    const box = document.createElement('div');
    box.className = 'call-conflict';
    box.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = `Somebody else wrote here: “${theirs || '(empty)'}”. Yours: “${mine || '(empty)'}”.`;
    const keepMine = button('Keep mine', () => { shown.set(name, theirs); box.remove(); keep(name); });
    const takeTheirs = button('Take theirs', () => { put(name, theirs); shown.set(name, theirs); box.remove(); say('Theirs kept', 'saved'); });
    box.append(text, keepMine, ' ', takeTheirs);
    at.prepend(box);
    keepMine.focus();
  }

  function button(text: string, click: () => void): HTMLButtonElement {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'call-link';
    b.textContent = text;
    b.addEventListener('click', click);
    return b;
  }

  function put(name: string, value: string): void {
    for (const f of fields().filter(x => x.name === name)) {
      if (f instanceof HTMLInputElement && (f.type === 'radio' || f.type === 'checkbox')) f.checked = f.value === value;
      else f.value = value;
    }
  }

  function finish(): void {
    form.querySelector<HTMLButtonElement>('[data-finish]')!.click();
  }

  let timer = 0;
  let asked = 0;
  function soon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), 180);
  }

  async function look(): Promise<void> {
    const mine = ++asked;
    const data = new FormData();
    data.set('__token', token);
    data.set('Slots', hidden('Slots'));
    for (const f of fields()) if (historyFields.test(f.name)) data.set(f.name, f.value);
    const url = location.pathname.startsWith('/incidents/report/') ? `${location.pathname}?handler=History` : form.dataset.historyUrl!;
    try {
      const response = await fetch(url, { method: 'POST', body: data, credentials: 'same-origin', redirect: 'error' });
      const html = response.ok ? await response.text() : null;
      // A slow answer to an earlier letter never replaces a later one.
      if (html !== null && mine === asked) history.innerHTML = html;
    } catch {
      // The next key tries again.
    }
  }
}
