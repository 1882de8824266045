// Answers each query on standard input with the number of documents that Lucene finds for it.
//
//   java -cp lucene-core.jar:lucene-queryparser.jar:… LuceneCounts.java INDEX FIELD
//
// The index has been written with a WhitespaceAnalyzer. Limits of expansion are off.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Paths;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.FSDirectory;

public class LuceneCounts {
  static class Parser extends QueryParser {
    Parser(String field) {
      super(field, new WhitespaceAnalyzer());
      setAllowLeadingWildcard(true);
      setMultiTermRewriteMethod(MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }

    @Override
    protected Query newFuzzyQuery(Term term, float edits, int prefixLength) {
      return new FuzzyQuery(
          term, (int) edits, prefixLength, 50, true, MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }
  }

  public static void main(String[] arguments) throws Exception {
    IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    var searcher =
        new IndexSearcher(DirectoryReader.open(FSDirectory.open(Paths.get(arguments[0]))));
    var parser = new Parser(arguments[1]);
    var lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = lines.readLine()) != null; ) {
      try {
        System.out.println(searcher.count(parser.parse(line)));
      } catch (Exception error) {
        System.out.println("ERROR " + String.valueOf(error.getMessage()).replace('\n', ' '));
      }
      System.out.flush();
    }
  }
}
