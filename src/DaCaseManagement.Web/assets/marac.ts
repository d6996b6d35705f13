// The agenda's order by dragging: fills in the same small form that the buttons send, so that the server knows no difference.

export function startAgenda(table: HTMLTableElement): void {
  const rows = [...table.tBodies[0].rows];
  let dragged: HTMLTableRowElement | null = null;

  for (const row of rows) {
    const handle = row.cells[0];
    handle.draggable = true;
    handle.classList.add('agenda-handle');
    handle.addEventListener('dragstart', (e) => {
      dragged = row;
      row.classList.add('agenda-dragged');
      e.dataTransfer!.effectAllowed = 'move';
      e.dataTransfer!.setDragImage(row, 10, 10);
      // No text: what is dragged must not land in another program.
      e.dataTransfer!.setData('application/x-agenda-place', '');
    });
    handle.addEventListener('dragend', () => {
      dragged = null;
      for (const r of rows) r.classList.remove('agenda-dragged', 'agenda-target');
    });
    row.addEventListener('dragover', (e) => {
      if (!dragged) return;
      e.preventDefault();
      for (const r of rows) r.classList.toggle('agenda-target', r === row && r !== dragged);
    });
    row.addEventListener('drop', (e) => {
      if (!dragged) return;
      e.preventDefault();
      if (row === dragged) return;
      const form = dragged.querySelector('form')!;
      form.querySelector<HTMLInputElement>('input[name=Place]')!.value = String(rows.indexOf(row) + 1);
      form.requestSubmit();
    });
  }
}
