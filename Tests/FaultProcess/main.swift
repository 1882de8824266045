import Foundation

// Processes for the tests to kill and to watch: no product.
//
//     FaultProcess write FOLDER LEDGER SEED    commits steps until it is killed
//     FaultProcess stress SECONDS              two writers and eight readers at once

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "write" where arguments.count == 5:
  try LedgerWriter(folder: arguments[2], ledger: arguments[3], seed: UInt64(arguments[4]) ?? 0)
    .run()
case "stress" where arguments.count == 3:
  let stress = try Stress()
  stress.run(seconds: Double(arguments[2]) ?? 10)
  exit(stress.report() ? 0 : 1)
default:
  FileHandle.standardError.write(Data("write FOLDER LEDGER SEED | stress SECONDS\n".utf8))
  exit(2)
}
