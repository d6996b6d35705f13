// Builds what the browser gets, and the two files the server reads (fonts for PDFs, the list of common passwords).
// Run by Assets.targets. Safe to start twice at once: the second waits for the first and finds nothing to do.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.dirname(here);
const served = path.join(project, 'wwwroot', 'assets');
const kept = path.join(project, 'obj', 'assets');
const packages = path.join(here, 'node_modules');

fs.mkdirSync(kept, { recursive: true });
const lock = path.join(kept, '.building');
await takeTurn();
try {
  const wanted = hashOf(sources());
  if (!builtAlready(wanted)) {
    install();
    await build();
    fs.writeFileSync(path.join(kept, '.built'), wanted);
  }
} finally {
  fs.rmSync(lock, { recursive: true, force: true });
}

async function takeTurn() {
  const waitUntil = Date.now() + 10 * 60_000;
  for (;;) {
    try {
      fs.mkdirSync(lock);
      return;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      // A build that was killed leaves its lock behind.
      const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 5 * 60_000 || Date.now() > waitUntil) fs.rmSync(lock, { recursive: true, force: true });
      await new Promise((r) => setTimeout(r, 250));
    }
  }
}

function sources() {
  return fs.readdirSync(here, { recursive: true })
    .filter((f) => !f.startsWith('node_modules') && /\.(ts|scss|mjs|json)$/.test(f))
    .sort()
    .map((f) => path.join(here, f));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.relative(here, file)).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function builtAlready(wanted) {
  const stamp = path.join(kept, '.built');
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted
    && ['main.js', 'main.css'].every((f) => fs.existsSync(path.join(served, f)))
    && fs.existsSync(path.join(kept, 'common-passwords.txt'))
    && fs.existsSync(path.join(kept, 'fonts', 'DejaVuSans-Bold.ttf'));
}

function install() {
  const stamp = path.join(packages, '.installed');
  const wanted = hashOf([path.join(here, 'package-lock.json')]);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  execSync('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error', { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  fs.writeFileSync(stamp, wanted);
}

async function build() {
  const esbuild = await import('esbuild');
  const sass = await import('sass');
  fs.rmSync(served, { recursive: true, force: true });
  fs.mkdirSync(served, { recursive: true });
  fs.mkdirSync(path.join(kept, 'fonts'), { recursive: true });

  await esbuild.build({
    entryPoints: [path.join(here, 'main.ts')], outfile: path.join(served, 'main.js'),
    bundle: true, minify: true, format: 'esm', target: 'es2020', logLevel: 'warning',
  });
  const css = sass.compile(path.join(here, 'main.scss'), { loadPaths: [packages, here], style: 'compressed', quietDeps: true });
  fs.writeFileSync(path.join(served, 'main.css'), css.css);
  fs.mkdirSync(path.join(served, 'images'));
  for (const [, image] of css.css.matchAll(/url\(\/assets\/images\/([\w-]+\.svg)\)/g)) {
    fs.copyFileSync(path.join(packages, '@ministryofjustice', 'frontend', 'moj', 'assets', 'images', image), path.join(served, 'images', image));
  }

  for (const font of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
    fs.copyFileSync(path.join(packages, 'dejavu-fonts-ttf', 'ttf', font), path.join(kept, 'fonts', font));
  }
  const passwords = JSON.parse(fs.readFileSync(path.join(packages, '@zxcvbn-ts', 'language-common', 'src', 'passwords.json'), 'utf8'));
  fs.writeFileSync(path.join(kept, 'common-passwords.txt'), passwords.join('\n') + '\n');
}
