// Who imports the façade has the nouns of its declarations too: Document, DocumentKey, Hit …
@_exported public import QuernModel

// What an own analyzer is composed of.
@_exported public import struct QuernAnalysis.Analyzer
@_exported public import enum QuernAnalysis.Clitics
@_exported public import enum QuernAnalysis.Stemming
@_exported public import enum QuernAnalysis.TermStage
@_exported public import enum QuernAnalysis.WordBreaking

// What the analysis of a text shows.
@_exported public import enum QuernAnalysis.ChoiceReason
@_exported public import struct QuernAnalysis.LanguageGuess
@_exported public import struct QuernAnalysis.WordTrace

// How hits are ranked.
@_exported public import enum QuernSearch.Ranking

// What a query is made of.
@_exported public import struct QuernSearch.QueryExpression
@_exported public import struct QuernSearch.QueryGroup
@_exported public import struct QuernSearch.TermRange
@_exported public import struct QuernSearch.ValueBound
@_exported public import struct QuernSearch.ValueRange

// What is suggested.
@_exported public import struct QuernSearch.Completion
@_exported public import struct QuernSearch.DescriptiveWord
@_exported public import struct QuernSearch.SpellingSuggestion
