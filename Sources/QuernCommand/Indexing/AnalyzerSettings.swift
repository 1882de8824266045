import Quern
import QuernModel

/// The analyzers that a command line asks for, and what else only a new index takes.
struct AnalyzerSettings {
  private let main: String?
  private let fields: [FieldName: String]
  private let leavesPairs: Bool

  init(_ options: [AnalyzerOption], leavesPairs: Bool = false) throws(CommandFailure) {
    var main: String?
    var fields: [FieldName: String] = [:]
    for option in options {
      let known = option.field.map { fields[$0] } ?? main
      if let known, known != option.name {
        let place = option.field.map { " for \($0)" } ?? ""
        throw CommandFailure("--analyzer\(place) says \(known) and \(option.name)")
      }
      if let field = option.field { fields[field] = option.name } else { main = option.name }
    }
    self.leavesPairs = leavesPairs
    self.main = main
    self.fields = fields
  }

  /// Whether nothing was asked for.
  var isEmpty: Bool { main == nil && fields.isEmpty && !leavesPairs }

  /// The options of an index that is made new, perhaps in place of one with these analyzers.
  func options(replacing recorded: AnalysisIdentity?) -> IndexOptions {
    var options = IndexOptions()
    if let recorded {
      options.analyzer = recorded.main.name
      options.fieldAnalyzers = recorded.fields.mapValues(\.name)
    }
    if let main { options.analyzer = main }
    options.fieldAnalyzers.merge(fields) { $1 }
    options.pairs = !leavesPairs
    return options
  }

  /// What an index has other than asked for, in words; `nil` where it has what was asked for.
  func difference(from recorded: AnalysisIdentity) -> String? {
    if let main, main != recorded.main.name {
      return "the analyzer \(recorded.main.name), not \(main)"
    }
    for (field, name) in fields.sorted(by: { $0.key < $1.key }) {
      let known = recorded.fields[field]?.name ?? recorded.main.name
      if known != name { return "the analyzer \(known) for \(field), not \(name)" }
    }
    return nil
  }
}
