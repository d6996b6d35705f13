// Everything works without this file. It adds what the GOV.UK components do in the browser.
import { startAssessment } from './assess';
import { startBoard } from './board';
import { guardSignOut } from './kept';
import { startAgenda } from './marac';
import { startProgress } from './progress';
import { startReport } from './report';
import { startWorklist } from './worklist';
import { Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, createAll } from 'govuk-frontend';

document.documentElement.classList.add('js-enabled');
document.body.classList.add('js-enabled', 'govuk-frontend-supported');

createAll(Button, { preventDoubleClick: true });
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(PasswordInput);
createAll(Radios);
createAll(ServiceNavigation);
createAll(SkipLink);
createAll(Tabs);

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

const progress = document.querySelector<HTMLElement>('[data-progress]');
if (progress) startProgress(progress);
const report = document.querySelector<HTMLFormElement>('form[data-call]');
if (report) startReport(report);
const signOut = document.querySelector<HTMLFormElement>('form[action="/sign-out"]');
if (signOut) guardSignOut(signOut);
const assessment = document.querySelector<HTMLFormElement>('form[data-assess]');
if (assessment) startAssessment(assessment);
const agenda = document.querySelector<HTMLTableElement>('table[data-agenda]');
if (agenda) startAgenda(agenda);
const board = document.querySelector<HTMLElement>('[data-board]');
if (board) startBoard(board);
const worklist = document.querySelector<HTMLElement>('[data-worklist]');
if (worklist) startWorklist(worklist);
