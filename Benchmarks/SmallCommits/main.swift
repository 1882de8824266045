import Foundation
import Quern
import QuernModel

// Question: what does one article more cost in an index of 1,000,000, and what do a thousand such
// commits do to searches?
//
//     swift run -c release SmallCommits FOLDER [DOCUMENTS [COMMITS]]
//     swift run -c release SmallCommits process FOLDER QUERN     whole runs of the command
//
// The index is made in FOLDER unless one is there. Times are of the processor, of this thread or of
// all threads; what the disk takes to synchronize is told apart.

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "process", arguments.count == 3 {
  let (folder, quern) = (Array(arguments)[1], Array(arguments)[2])
  try WholeProcess(folder: folder, quern: quern).measure()
} else if let folder = arguments.first {
  let numbers = arguments.dropFirst().compactMap { Int($0) }
  let trial = try SmallCommits(folder: folder, documentCount: numbers.first ?? 1_000_000)
  try trial.run(commits: numbers.dropFirst().first ?? 1_000)
} else {
  FileHandle.standardError.write(Data("SmallCommits FOLDER [DOCUMENTS [COMMITS]]\n".utf8))
  exit(2)
}
