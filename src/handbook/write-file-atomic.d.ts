declare module 'write-file-atomic' {
  /** Writes beside the file, syncs, then renames over it. Follows symbolic links and keeps mode and owner. */
  function writeFileAtomic(file: string, text: string | Uint8Array): Promise<void>;
  namespace writeFileAtomic {
    function sync(file: string, text: string | Uint8Array): void;
  }
  export default writeFileAtomic;
}
