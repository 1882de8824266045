// Our engine behind the line protocol by which search engines are measured side by side:
//
//   peer-protocol build INDEX CORPUS.jsonl [--threads N] [--memory MIB] [--fields title,text]
//                 [--reorder yes]
//   peer-protocol serve INDEX [--fields title,text]
//
// The corpus is cut at blanks as it is, so that every engine sees the same tokens; only `text` is
// indexed and searched unless told otherwise; BM25 has k1 1.2 and b 0.75.

let arguments = CommandLine.arguments.dropFirst()

do {
  switch (arguments.first, arguments.count) {
  case ("build", 3...):
    try buildIndex(at: arguments[2], from: arguments[3], PeerOptions(arguments.dropFirst(3)))
  case ("serve", 2...):
    try PeerServer(path: arguments[2], PeerOptions(arguments.dropFirst(2))).run()
  default:
    print("usage: peer-protocol build INDEX CORPUS.jsonl | serve INDEX")
    exitWithFailure()
  }
} catch {
  print("ERROR \(error)")
  exitWithFailure()
}
