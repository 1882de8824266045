// Makes the manual page of a command of what it says of itself:
//
//   quern --experimental-dump-help | ManualPage > man/quern.1
//
// `make man` does it, and a test that the page is that of the command.

import Foundation

let tail = #"""
  .SH EXIT STATUS
  .TP
  .B 0
  Found, or done.
  .TP
  .B 1
  Nothing found.
  .TP
  .B 2
  An error, which is told on standard error.
  .TP
  .B 130
  Interrupted.
  .SH ENVIRONMENT
  .TP
  .B QUERN_INDEX
  The folder of the index, where \fB\-\-index\fR does not name it.
  .SH FILES
  .TP
  .I ./index
  The folder of the index, where nothing names it.
  .SH SEE ALSO
  The documentation of the library Quern: Queries, Scoring, Languages, Suggestions.

  """#

do {
  let input = FileHandle.standardInput.readDataToEndOfFile()
  let tool = try JSONDecoder().decode(ToolDescription.self, from: input)
  var page = ManualPage(tool.command)
  FileHandle.standardOutput.write(Data(page.text(tail: tail).utf8))
} catch {
  FileHandle.standardError.write(Data("ManualPage: \(error)\n".utf8))
  exit(2)
}
