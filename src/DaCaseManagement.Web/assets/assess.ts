// The assessment at the scene: answers are kept as they are given. Without this script the Save button does the same.

export function startAssessment(form: HTMLFormElement): void {
  const saved = form.querySelector<HTMLElement>('[data-saved]')!;
  const version = form.querySelector<HTMLInputElement>('input[name=Version]')!;
  let dirty = false;
  let busy = false;
  let leaving = false;

  form.addEventListener('change', () => { dirty = true; void keep(); });
  form.addEventListener('focusout', () => { if (dirty) void keep(); });
  form.addEventListener('submit', () => { leaving = true; });
  window.setInterval(() => { if (dirty) void keep(); }, 5000);

  async function keep(): Promise<void> {
    if (busy || leaving) return;
    busy = true;
    dirty = false;
    say('Saving …', 'saving');
    try {
      const data = new FormData(form);
      data.delete('__form');
      const response = await fetch(form.dataset.keepUrl!, { method: 'POST', body: data, credentials: 'same-origin', redirect: 'error' });
      const answer = await response.json();
      if (response.ok) {
        version.value = answer.version;
        say(`Saved ${answer.at}`, 'saved');
      } else {
        say(`Not saved: ${answer.message}`, 'failed');
      }
    } catch {
      dirty = true;
      say('Not saved yet: no answer from the server. Trying again; go on.', 'failed');
    } finally {
      busy = false;
    }
    if (dirty && saved.dataset.state !== 'failed') void keep();
  }

  function say(text: string, state: string): void {
    saved.textContent = text;
    saved.dataset.state = state;
  }
}
