// Answers that could not be sent yet, on the tablet. What is stored is ciphertext (AES-GCM) and its key sealed by the server; the key itself is only ever in memory.
// Who finds the tablet finds nothing; the officer, signed in again within the shift, gets the answers back.

export interface Kept {
  id: string;
  seq: number;
  url: string;
  field: string;
  value: string;
  was: string;
  version: string;
  editor: string;
  again: string;
}

interface Stored { at: number; seal: string; iv: string; text: string }

const prefix = 'kept.';
const oldest = 36 * 3600_000;

export class KeptAnswers {
  private own: CryptoKey | null = null;
  private readonly opened = new Map<string, CryptoKey | null>();

  /** False where the browser allows no encryption or no storage: then answers wait in the page alone, and the page says so. */
  get atRest(): boolean {
    return this.own !== null;
  }

  constructor(private readonly seal: string, private readonly unlock: (seal: string) => Promise<string | null>) {}

  async begin(key: string): Promise<void> {
    try {
      localStorage.setItem(prefix + 'try', '');
      localStorage.removeItem(prefix + 'try');
      this.own = await take(key);
      this.opened.set(this.seal, this.own);
    } catch {
      this.own = null;
    }
  }

  async put(entry: Kept): Promise<void> {
    if (!this.own) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(entry.id) }, this.own, bytes(JSON.stringify(entry)));
    const stored: Stored = { at: Date.now(), seal: this.seal, iv: base64(iv), text: base64(new Uint8Array(text)) };
    try {
      localStorage.setItem(prefix + entry.id, JSON.stringify(stored));
    } catch {
      this.own = null;
    }
  }

  remove(id: string): void {
    try {
      localStorage.removeItem(prefix + id);
    } catch {
      // Nothing was stored.
    }
  }

  /** What an earlier page left, in the order it was written. What cannot be opened stays for whoever can, until it is too old. */
  async left(): Promise<Kept[]> {
    const found: Kept[] = [];
    if (!this.own) return found;
    for (const name of names()) {
      const id = name.slice(prefix.length);
      try {
        const stored = JSON.parse(localStorage.getItem(name)!) as Stored;
        const key = await this.keyOf(stored.seal);
        if (!key) {
          if (Date.now() - stored.at > oldest) localStorage.removeItem(name);
          continue;
        }
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: unbase64(stored.iv), additionalData: bytes(id) }, key, unbase64(stored.text));
        found.push(JSON.parse(new TextDecoder().decode(text)) as Kept);
      } catch {
        // Damaged or not ours: it can help nobody.
        localStorage.removeItem(name);
      }
    }
    return found.sort((a, b) => a.seq - b.seq);
  }

  private async keyOf(seal: string): Promise<CryptoKey | null> {
    if (!this.opened.has(seal)) {
      const key = await this.unlock(seal);
      if (key !== null) this.opened.set(seal, key ? await take(key) : null);
      return this.opened.get(seal) ?? null;
    }
    return this.opened.get(seal)!;
  }
}

export function keptCount(): number {
  try {
    return names().length;
  } catch {
    return 0;
  }
}

export function wipeKept(): void {
  try {
    names().forEach(name => localStorage.removeItem(name));
  } catch {
    // Nothing was stored.
  }
}

/** Signing out leaves nothing behind, and says first if that loses something. */
export function guardSignOut(form: HTMLFormElement): void {
  let told = false;
  form.addEventListener('submit', e => {
    const waiting = keptCount();
    if (waiting > 0 && !told) {
      e.preventDefault();
      told = true;
      const words = document.createElement('span');
      words.className = 'app-header__warning';
      words.setAttribute('role', 'alert');
      words.textContent = `${waiting} answer${waiting === 1 ? ' has' : 's have'} not been sent from this tablet. Sign out again to remove ${waiting === 1 ? 'it' : 'them'}.`;
      form.append(words);
      return;
    }
    wipeKept();
  });
}

function names(): string[] {
  return Object.keys(localStorage).filter(name => name.startsWith(prefix));
}

// Not to be read out again, not even by this page.
function take(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', unbase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function base64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}

function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), c => c.charCodeAt(0)) as Uint8Array<ArrayBuffer>;
}
