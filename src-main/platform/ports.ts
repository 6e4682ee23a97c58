/** A folder that a person chose to put files into; nothing else in it is read or changed. */
export interface OutputFolder {
  readonly path: string;
  /**
   * Writes one file, whole or not at all, and never over another: a name that is taken gets ` (2)` and so on, and a file
   * that is there already, byte for byte, is left as it is (`already`). Error: `folder.notWritable`.
   */
  write(name: string, bytes: Uint8Array): Promise<{ name: string; already: boolean }>;
}

/** What only a shell can do. The Electron shell opens native dialogs; the terminal has none and refuses. */
export interface Ports {
  dialogs: {
    saveFile(request: {
      suggestedName: string;
      filters: { name: string; extensions: string[] }[];
      bytes: Uint8Array;
    }): Promise<{ savedAs: string } | 'cancelled'>;
    openFile(request: {
      filters: { name: string; extensions: string[] }[];
    }): Promise<{ name: string; bytes: Uint8Array } | 'cancelled'>;
    /** A folder for many files. */
    chooseFolder(): Promise<OutputFolder | 'cancelled'>;
  };
  viewer: { open(file: { name: string; bytes: Uint8Array }): Promise<void> };
  printer: {
    print(file: { name: string; bytes: Uint8Array; copies: number }): Promise<'printed' | 'cancelled'>;
  };
}
