package io.github.twitchoauth.starter;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application gets with the starter. Beyond Boot's starter for {@code WebClient},
 * that is the library and the encoder of QR codes: nothing for the page, nor for anything
 * else that not every application uses.
 */
class DependencyTests {

	private static final String BROUGHT_ALONG = "/project/dependencies/dependency[not(optional = 'true')]"
			+ "[not(scope = 'test')]/artifactId";

	@Test
	void starterWhenAddedThenBringsTheLibraryAndTheQrEncoder() throws Exception {
		assertThat(dependencies("pom.xml")).containsExactlyInAnyOrder("twitch-oauth-autoconfigure",
				"spring-boot-starter-webclient", "core");
	}

	@Test
	void libraryWhenAddedThenBringsOnlyWhatTheStarterForWebClientHas() throws Exception {
		assertThat(dependencies("../twitch-oauth-autoconfigure/pom.xml")).containsExactlyInAnyOrder(
				"spring-boot-autoconfigure", "spring-boot-webclient", "reactor-netty-http", "jackson-databind",
				"jspecify");
	}

	private static List<String> dependencies(String pom) throws Exception {
		Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of(pom).toFile());
		NodeList names = (NodeList) XPathFactory.newInstance()
			.newXPath()
			.evaluate(BROUGHT_ALONG, document, XPathConstants.NODESET);
		return IntStream.range(0, names.getLength()).mapToObj((i) -> names.item(i).getTextContent()).toList();
	}

}
