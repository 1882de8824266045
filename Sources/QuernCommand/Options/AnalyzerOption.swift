import ArgumentParser
import QuernModel

/// The name of an analyzer, for all fields or, as in `author=exact`, for one.
struct AnalyzerOption: ExpressibleByArgument {
  /// `nil` stands for all fields that have no analyzer of their own.
  var field: FieldName?
  var name: String

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "=") else {
      name = argument
      return
    }
    let field = String(argument[..<equals])
    name = String(argument[argument.index(after: equals)...])
    guard !field.isEmpty, !name.isEmpty else { return nil }
    self.field = FieldName(field)
  }
}
