import ArgumentParser
import Quern
import QuernModel

/// `source`, or `date:month`.
struct FacetArgument: ExpressibleByArgument {
  let field: FieldName
  let interval: Facet.Interval?

  init?(argument: String) {
    if let colon = argument.lastIndex(of: ":"),
      let interval = Facet.Interval(rawValue: String(argument[argument.index(after: colon)...]))
    {
      field = FieldName(String(argument[..<colon]))
      self.interval = interval
    } else {
      field = FieldName(argument)
      interval = nil
    }
    if field.rawValue.isEmpty { return nil }
  }
}
