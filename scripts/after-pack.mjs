// Called by electron-builder after it has laid out a package: sets Electron's fuses, the switches inside the
// executable that nobody can turn back on from outside. @electron/fuses comes with electron-builder.
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

export default async function afterPack(context) {
  await flipFuses(executableOf(context), {
    version: FuseVersion.V1,
    // Ad-hoc signatures on Apple silicon break when the executable changes.
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    // ELECTRON_RUN_AS_NODE would turn the program into a plain Node that runs anybody's script.
    [FuseV1Options.RunAsNode]: false,
    // The page keeps no cookies; should a library ever set one, it is encrypted with the system's key.
    [FuseV1Options.EnableCookieEncryption]: true,
    // NODE_OPTIONS=--require=... would load foreign code into the main process.
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    // --inspect would let any local program debug the main process and read the data.
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // On macOS and Windows the archive is checked against a hash in the executable before it is loaded.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: context.electronPlatformName !== 'linux',
    // A folder named `app` beside the archive would otherwise be run instead of it.
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // The main process starts from the same snapshot as the page; a separate one is not shipped.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Pages come from app://; file: needs no rights beyond a browser's.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${name}.exe`);
  return path.join(appOutDir, packager.executableName);
}
