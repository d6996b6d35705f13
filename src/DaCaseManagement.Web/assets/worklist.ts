// Rows of a worklist by keyboard: j and k, or the arrows, once the list has the focus; Enter follows the link that has it, as everywhere.

export function startWorklist(list: HTMLElement): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-work]')];
  list.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    const here = rows.indexOf(document.activeElement as HTMLElement);
    const step = e.key === 'j' || (e.key === 'ArrowDown' && here >= 0) ? 1 : e.key === 'k' || (e.key === 'ArrowUp' && here >= 0) ? -1 : 0;
    if (step === 0 || rows.length === 0) return;
    e.preventDefault();
    rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)].focus();
  });
}
