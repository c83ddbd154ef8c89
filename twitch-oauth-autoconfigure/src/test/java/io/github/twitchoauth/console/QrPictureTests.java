package io.github.twitchoauth.console;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Scans what was drawn, as a phone would.
 */
class QrPictureTests {

	private static final String LINK = "https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ";

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void drawWhenColouredThenScansOnAnyTheme(boolean darkTheme) throws ReaderException {
		String drawn = picture(Screen.utf8().terminal().withAnsi(true)).draw();
		assertThat(drawn).contains("█", "▀", "▄").doesNotContain("#");
		assertThat(scan(Photograph.of(drawn, darkTheme))).isEqualTo(LINK);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void drawWhenColouredWithoutBlocksThenScansOnAnyTheme(boolean darkTheme) throws ReaderException {
		String drawn = picture(Screen.ascii().terminal().withAnsi(true)).draw();
		assertThat(drawn).isASCII().doesNotContain("#");
		assertThat(scan(Photograph.of(drawn, darkTheme))).isEqualTo(LINK);
	}

	@Test
	void drawWhenPlainThenScansOnDarkTheme() throws ReaderException {
		String drawn = picture(Screen.utf8().terminal()).draw();
		assertThat(drawn).matches("[█▀▄ \n]+");
		assertThat(scan(Photograph.of(drawn, true))).isEqualTo(LINK);
	}

	@Test
	void drawWhenPlainThenScansInvertedOnLightTheme() throws ReaderException {
		LuminanceSource photograph = Photograph.of(picture(Screen.utf8().terminal()).draw(), false);
		assertThatExceptionOfType(ReaderException.class).isThrownBy(() -> scan(photograph));
		assertThat(scan(photograph.invert())).isEqualTo(LINK);
	}

	@Test
	void drawWhenPlainWithoutBlocksThenScansOnDarkTheme() throws ReaderException {
		String drawn = picture(Screen.ascii().terminal()).draw();
		assertThat(drawn).matches("[# \n]+");
		assertThat(scan(Photograph.of(drawn, true))).isEqualTo(LINK);
	}

	@Test
	void fitsWhenLinkIsUsualThenEightyColumnsAreEnough() {
		assertThat(picture(Screen.utf8().terminal()).fits(41)).isTrue();
		assertThat(picture(Screen.utf8().terminal()).fits(40)).isFalse();
		assertThat(picture(Screen.ascii().terminal()).fits(74)).isTrue();
		assertThat(picture(Screen.ascii().terminal()).fits(73)).isFalse();
	}

	@Test
	void drawWhenColouredThenEveryLineEndsItsColours() {
		String drawn = picture(Screen.utf8().terminal().withAnsi(true)).draw();
		assertThat(drawn.lines()).hasSize(21).allMatch((line) -> line.endsWith("\033[0m"));
	}

	private static QrPicture picture(Terminal terminal) {
		return new QrPicture(new ZxingQrEncoder().encode(LINK), terminal);
	}

	private static String scan(LuminanceSource photograph) throws ReaderException {
		return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(photograph))).getText();
	}

}
