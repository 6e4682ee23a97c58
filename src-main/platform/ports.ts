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
  };
  viewer: { open(file: { name: string; bytes: Uint8Array }): Promise<void> };
  printer: {
    print(file: { name: string; bytes: Uint8Array; copies: number }): Promise<'printed' | 'cancelled'>;
  };
}
