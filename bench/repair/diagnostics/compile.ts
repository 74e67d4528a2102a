import { relative } from 'node:path';
import ts from 'typescript';

export interface CompileError {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** For example `TS2304`. */
  readonly code: string;
  readonly message: string;
}

/** Errors of the project of a folder, as its own configuration makes them; those of no file are left out. */
export function compile(folder: string): readonly CompileError[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${folder}/tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(String(problem.messageText));
      },
    },
  );
  if (config === undefined) throw new Error(`${folder} has no configuration`);
  const program = ts.createProgram(config.fileNames, config.options);
  return ts.getPreEmitDiagnostics(program).flatMap((found) =>
    found.file === undefined
      ? []
      : [
          {
            path: relative(folder, found.file.fileName),
            start: found.start ?? 0,
            end: (found.start ?? 0) + (found.length ?? 0),
            code: `TS${found.code}`,
            message: ts.flattenDiagnosticMessageText(found.messageText, '\n'),
          },
        ],
  );
}
