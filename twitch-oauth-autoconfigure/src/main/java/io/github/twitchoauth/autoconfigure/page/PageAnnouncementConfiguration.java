package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.page.PageSettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Says where the page is, if the server is one that the application has started.
 */
@ConditionalOnClass(WebServerInitializedEvent.class)
final class PageAnnouncementConfiguration {

	@Bean
	PageAnnouncement twitchLoginPageAnnouncement(PageLocation location, PageSettings settings,
			ApplicationContext context) {
		return new PageAnnouncement(location, settings.server(), context);
	}

}
