import ArgumentParser
import Quern

/// Where the index is: `--index`, else `$QUERN_INDEX`, else `./index`.
struct IndexFolder: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The folder of the index (default: $QUERN_INDEX, else ./index).", valueName: "dir"),
    completion: .directory)
  var given: String?

  var path: String {
    given ?? Self.usualPath
  }

  /// The folder of the index where none is named.
  static var usualPath: String {
    if let named = Environment.value("QUERN_INDEX"), !named.isEmpty { return named }
    return "index"
  }

  /// Opens the index; says on standard error what may be amiss with it.
  func open() throws(QuernError) -> SearchIndex {
    let index = try SearchIndex.open(at: path)
    if let warning = index.snapshot.analysisWarning {
      StandardError.write("quern: warning: \(warning)\n")
    }
    return index
  }

  func validate() throws {
    if given?.isEmpty == true { throw ValidationError("--index needs the name of a folder.") }
  }
}
